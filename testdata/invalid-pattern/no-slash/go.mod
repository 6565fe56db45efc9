module example.com/no-slash

go 1.23
