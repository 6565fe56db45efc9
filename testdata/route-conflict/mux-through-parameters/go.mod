module example.com/mux-through-parameters

go 1.22
