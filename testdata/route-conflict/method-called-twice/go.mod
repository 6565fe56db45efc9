module example.com/method-called-twice

go 1.23
