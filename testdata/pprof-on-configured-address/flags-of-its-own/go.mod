module example.com/ownflags

go 1.23
