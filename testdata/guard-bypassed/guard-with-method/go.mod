module example.com/guard-with-method

go 1.23
