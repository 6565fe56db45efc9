module example.com/let-through-by-the-path

go 1.23
