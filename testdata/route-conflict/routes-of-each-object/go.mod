module example.com/routes-of-each-object

go 1.22
