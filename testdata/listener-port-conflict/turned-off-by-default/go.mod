module example.com/turned-off-by-default

go 1.23
