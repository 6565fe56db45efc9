module example.com/decided-by-the-element

go 1.22
