module example.com/type-in-a-parameter-only

go 1.22
