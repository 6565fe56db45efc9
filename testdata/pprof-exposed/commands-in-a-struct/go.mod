module example.com/commands-in-a-struct

go 1.22
