module example.com/printed-by-a-method

go 1.23
