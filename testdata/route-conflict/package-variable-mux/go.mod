module example.com/package-variable-mux

go 1.22
