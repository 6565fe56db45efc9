module example.com/servers-in-turn

go 1.22
