module example.com/servers-of-kinds-in-a-loop

go 1.21
