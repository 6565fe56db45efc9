module example.com/linux-file

go 1.22
