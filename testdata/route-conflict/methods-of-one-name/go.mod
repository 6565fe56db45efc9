module example.com/methods-of-one-name

go 1.23
