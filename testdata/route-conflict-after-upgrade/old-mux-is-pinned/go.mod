module example.com/old-mux-is-pinned

go 1.22
