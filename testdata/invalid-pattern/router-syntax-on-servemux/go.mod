module example.com/router-syntax-on-servemux

go 1.22
