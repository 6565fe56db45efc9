module example.com/made-in-a-list

go 1.22
