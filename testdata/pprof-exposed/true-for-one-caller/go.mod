module example.com/true-for-one-caller

go 1.22
