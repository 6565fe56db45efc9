module example.com/own-index

go 1.22
