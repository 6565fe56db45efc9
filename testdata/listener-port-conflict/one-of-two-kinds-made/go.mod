module example.com/one-of-two-kinds-made

go 1.23
