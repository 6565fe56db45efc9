module example.com/constant-behind-a-text

go 1.23
