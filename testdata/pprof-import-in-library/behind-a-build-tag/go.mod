module example.com/behind-a-build-tag

go 1.22
