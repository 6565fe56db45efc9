module example.com/mux-for-each-turn

go 1.22
