module example.com/default-mux-read-before-a-reset

go 1.23
