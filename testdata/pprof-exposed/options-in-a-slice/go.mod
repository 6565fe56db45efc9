module example.com/options-in-a-slice

go 1.22
