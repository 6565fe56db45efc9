module example.com/on-a-local-mux

go 1.22
