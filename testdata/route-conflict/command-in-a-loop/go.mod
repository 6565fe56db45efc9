module example.com/command-in-a-loop

go 1.22
