module example.com/objects-of-each-call

go 1.22
