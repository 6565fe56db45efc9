module example.com/onebyone

go 1.23
