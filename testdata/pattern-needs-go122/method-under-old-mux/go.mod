module example.com/method-under-old-mux

go 1.21
