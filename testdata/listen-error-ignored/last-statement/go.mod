module example.com/last-statement

go 1.22
