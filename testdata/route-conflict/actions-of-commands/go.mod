module example.com/actions-of-commands

go 1.23
