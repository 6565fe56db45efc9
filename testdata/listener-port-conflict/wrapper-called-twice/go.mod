module example.com/wrapper-called-twice

go 1.22
