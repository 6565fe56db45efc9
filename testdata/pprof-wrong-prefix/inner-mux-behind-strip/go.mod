module example.com/inner-mux-behind-strip

go 1.22
