module example.com/mux-for-each-object

go 1.23
