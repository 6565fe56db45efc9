module example.com/two-families

go 1.22
