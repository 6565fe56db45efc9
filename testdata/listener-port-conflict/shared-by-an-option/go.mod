module example.com/shared-by-an-option

go 1.22
