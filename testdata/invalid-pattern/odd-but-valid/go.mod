module example.com/odd-but-valid

go 1.22
