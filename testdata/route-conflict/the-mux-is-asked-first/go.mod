module example.com/the-mux-is-asked-first

go 1.22
