module example.org/diag

go 1.20
