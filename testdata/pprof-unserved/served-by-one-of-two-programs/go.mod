module example.com/served-by-one-of-two-programs

go 1.22
