module example.com/wildcards-in-two-packages

go 1.22
