module example.com/lists-changed-before

go 1.23
