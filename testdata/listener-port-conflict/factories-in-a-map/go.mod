module example.com/factories-in-a-map

go 1.22
