module example.com/methods-overlap

go 1.22
