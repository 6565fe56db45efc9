module example.com/index-with-method

go 1.22
