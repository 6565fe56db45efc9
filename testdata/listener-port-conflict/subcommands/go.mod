module example.com/subcommands

go 1.22
