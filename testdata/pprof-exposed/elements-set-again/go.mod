module example.com/elements-set-again

go 1.22
