module example.com/wrapped-in-a-loop-without-that-layer

go 1.22
