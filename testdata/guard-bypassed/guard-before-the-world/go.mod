module example.com/guard-before-the-world

go 1.23
