module example.com/mux-for-each-server

go 1.21
