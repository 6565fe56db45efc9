module example.com/opened-and-served

go 1.22
