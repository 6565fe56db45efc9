module example.com/port-only

go 1.22
