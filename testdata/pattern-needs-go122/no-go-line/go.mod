module example.com/no-go-line
