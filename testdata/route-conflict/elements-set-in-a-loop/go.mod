module example.com/elements-set-in-a-loop

go 1.22
