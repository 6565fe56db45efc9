module example.com/constants-of-two-packages

go 1.22
