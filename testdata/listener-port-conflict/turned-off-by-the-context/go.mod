module example.com/turned-off-by-the-context

go 1.23
