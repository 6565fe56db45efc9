module example.com/server-serve-with-listener

go 1.22
