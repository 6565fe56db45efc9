module example.com/asked-in-two-methods

go 1.22
