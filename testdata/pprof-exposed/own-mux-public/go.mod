module example.com/own-mux-public

go 1.22
