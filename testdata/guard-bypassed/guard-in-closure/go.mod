module example.com/guard-in-closure

go 1.24
