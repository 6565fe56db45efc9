module example.com/closed-by-a-method

go 1.23
