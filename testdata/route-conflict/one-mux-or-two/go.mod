module example.com/one-mux-or-two

go 1.23
