module example.com/installer

go 1.23
