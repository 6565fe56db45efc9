module example.com/expvar-on-default-mux

go 1.22
