module example.com/mux-made-under-the-same-condition

go 1.23
