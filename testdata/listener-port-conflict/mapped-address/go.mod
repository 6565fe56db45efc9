module example.com/mapped-address

go 1.22
