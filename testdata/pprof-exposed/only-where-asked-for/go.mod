module example.com/only-where-asked-for

go 1.22
