module example.com/defaults-that-nobody-takes

go 1.23
