module example.com/configuration-file

go 1.22
