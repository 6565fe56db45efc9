module example.com/own-mux-only

go 1.22
