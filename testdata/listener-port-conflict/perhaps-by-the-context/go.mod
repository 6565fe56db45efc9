module example.com/perhaps-by-the-context

go 1.23
