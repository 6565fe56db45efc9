module example.com/noted-for-each-pattern

go 1.23
