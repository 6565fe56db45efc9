module example.com/registered-by-hand

go 1.22
