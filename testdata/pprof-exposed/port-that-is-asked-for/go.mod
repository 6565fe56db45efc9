module example.com/port-that-is-asked-for

go 1.23
