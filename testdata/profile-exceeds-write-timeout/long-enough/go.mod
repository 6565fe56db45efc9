module example.com/long-enough

go 1.21
