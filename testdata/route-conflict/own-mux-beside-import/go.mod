module example.com/own-mux-beside-import

go 1.21
