module example.com/list-through-middleware

go 1.23
