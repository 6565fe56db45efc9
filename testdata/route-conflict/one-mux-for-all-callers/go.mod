module example.com/one-mux-for-all-callers

go 1.23
