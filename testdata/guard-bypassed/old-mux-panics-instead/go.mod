module example.com/old-mux-panics-instead

go 1.21
