module example.com/one-mux-in-each

go 1.22
