module example.com/server-started-twice

go 1.21
