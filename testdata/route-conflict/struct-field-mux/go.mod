module example.com/struct-field-mux

go 1.22
