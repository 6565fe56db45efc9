module example.com/only-in-tests

go 1.22
