module example.com/exclusive-modes

go 1.22
