module example.com/reset-in-init

go 1.21
