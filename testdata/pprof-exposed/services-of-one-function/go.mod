module example.com/services-of-one-function

go 1.22
