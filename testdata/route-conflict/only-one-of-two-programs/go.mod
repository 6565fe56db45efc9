module example.com/only-one-of-two-programs

go 1.22
