module example.com/kinds-with-ports-of-their-own

go 1.23
