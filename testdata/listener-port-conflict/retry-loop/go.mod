module example.com/retry-loop

go 1.22
