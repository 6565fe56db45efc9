module example.com/reset-to-a-variable

go 1.24
