module example.com/loop-over-table

go 1.22
