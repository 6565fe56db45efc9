module example.com/twice-in-one-function-behind-flag

go 1.21
