module example.com/alias-of-default-mux

go 1.21
