module example.com/reset-drops-it

go 1.22
