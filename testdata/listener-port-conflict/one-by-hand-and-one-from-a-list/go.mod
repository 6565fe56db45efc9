module example.com/one-by-hand-and-one-from-a-list

go 1.23
