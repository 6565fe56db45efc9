module example.com/mux-that-a-hook-makes

go 1.23
