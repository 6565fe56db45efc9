module example.com/behind

go 1.23
