module example.com/one-for-each-platform

go 1.22
