module example.com/heap-on-own-mux

go 1.22
