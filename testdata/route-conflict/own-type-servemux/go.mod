module example.com/own-type-servemux

go 1.22
