module example.com/nothing-linked

go 1.22
