module example.com/leading-zero

go 1.22
