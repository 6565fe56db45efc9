module example.com/guard-on-own-mux

go 1.23
