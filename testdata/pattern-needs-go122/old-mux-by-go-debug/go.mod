module example.com/old-mux-by-go-debug

go 1.23
