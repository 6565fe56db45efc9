module example.com/mux-of-main-by-two-ways

go 1.23
