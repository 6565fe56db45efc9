module example.com/mux-made-again

go 1.23
