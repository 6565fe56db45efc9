module example.com/loop-over-addresses

go 1.22
