module example.com/command-line-argument

go 1.22
