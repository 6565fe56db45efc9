module example.com/table-of-commands

go 1.22
