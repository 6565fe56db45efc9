module example.com/one-mux-for-both

go 1.23
