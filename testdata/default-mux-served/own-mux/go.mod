module example.com/own-mux

go 1.22
