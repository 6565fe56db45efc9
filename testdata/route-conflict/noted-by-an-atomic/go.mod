module example.com/noted-by-an-atomic

go 1.23
