module example.com/switched-off-by-a-condition

go 1.22
