module example.com/sprintf-pattern

go 1.22
