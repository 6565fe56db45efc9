module example.com/guard-around-the-mux

go 1.23
