module example.com/read-from-a-file

go 1.22
