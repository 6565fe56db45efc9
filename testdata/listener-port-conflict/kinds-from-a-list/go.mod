module example.com/kinds-from-a-list

go 1.23
