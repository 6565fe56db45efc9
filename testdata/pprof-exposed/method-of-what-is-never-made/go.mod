module example.com/method-of-what-is-never-made

go 1.23
