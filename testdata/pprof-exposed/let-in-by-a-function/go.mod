module example.com/letin

go 1.23
