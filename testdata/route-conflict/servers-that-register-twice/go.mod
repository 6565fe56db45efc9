module example.com/servers-that-register-twice

go 1.23
