module example.com/chains-of-calls

go 1.23
