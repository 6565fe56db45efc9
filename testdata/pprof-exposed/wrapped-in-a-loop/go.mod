module example.com/wrapped-in-a-loop

go 1.22
