module example.com/escaped-paths

go 1.22
