module example.com/eras-of-programs

go 1.22
