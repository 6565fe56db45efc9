module example.com/server-with-listener

go 1.21
