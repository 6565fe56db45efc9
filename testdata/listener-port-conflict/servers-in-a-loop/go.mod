module example.com/servers-in-a-loop

go 1.22
