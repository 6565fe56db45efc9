module example.com/in-function-literal

go 1.22
