module example.com/guard-after-reset

go 1.23
