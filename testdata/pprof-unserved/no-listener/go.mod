module example.com/no-listener

go 1.22
