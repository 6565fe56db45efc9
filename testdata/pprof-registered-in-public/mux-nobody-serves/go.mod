module example.com/mux-nobody-serves

go 1.22
