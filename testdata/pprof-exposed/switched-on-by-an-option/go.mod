module example.com/switched-on-by-an-option

go 1.23
