module example.com/two-roles

go 1.23
