module example.com/never-registered

go 1.22
