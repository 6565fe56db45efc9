module example.com/other-platforms-file

go 1.22
