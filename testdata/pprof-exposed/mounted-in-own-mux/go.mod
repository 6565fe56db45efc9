module example.com/mounted-in-own-mux

go 1.22
