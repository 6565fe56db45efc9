module example.com/exclusive-subcommands

go 1.22
