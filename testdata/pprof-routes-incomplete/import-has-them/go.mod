module example.com/import-has-them

go 1.23
