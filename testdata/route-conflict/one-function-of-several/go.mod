module example.com/one-function-of-several

go 1.22
