module example.com/loop-by-index

go 1.22
