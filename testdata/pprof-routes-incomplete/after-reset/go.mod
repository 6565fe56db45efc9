module example.com/after-reset

go 1.22
