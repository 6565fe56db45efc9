module example.com/loop-and-literal

go 1.22
