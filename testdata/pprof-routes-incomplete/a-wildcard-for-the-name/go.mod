module example.com/a-wildcard-for-the-name

go 1.23
