module example.com/transformer

go 1.24
