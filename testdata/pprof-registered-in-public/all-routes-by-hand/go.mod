module example.com/all-routes-by-hand

go 1.22
