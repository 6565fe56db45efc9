module example.com/exactly-thirty

go 1.22
