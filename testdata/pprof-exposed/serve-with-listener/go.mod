module example.com/serve-with-listener

go 1.22
