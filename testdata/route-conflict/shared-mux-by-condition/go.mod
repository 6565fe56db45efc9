module example.com/shared-mux-by-condition

go 1.23
