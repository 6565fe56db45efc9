module example.com/ten-seconds

go 1.21
