module example.com/files-of-a-build

go 1.22
