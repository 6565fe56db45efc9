module example.com/own-default-servemux

go 1.22
