module example.com/port-where-none-is

go 1.22
