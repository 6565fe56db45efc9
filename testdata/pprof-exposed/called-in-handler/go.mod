module example.com/called-in-handler

go 1.22
