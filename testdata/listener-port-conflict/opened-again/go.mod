module example.com/opened-again

go 1.22
