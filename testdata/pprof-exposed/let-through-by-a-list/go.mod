module example.com/let-through-by-a-list

go 1.23
