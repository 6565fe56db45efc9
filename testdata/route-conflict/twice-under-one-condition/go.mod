module example.com/twice-under-one-condition

go 1.22
