module example.com/same-port-twice

go 1.22
