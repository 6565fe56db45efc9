module example.org/chal

go 1.22
