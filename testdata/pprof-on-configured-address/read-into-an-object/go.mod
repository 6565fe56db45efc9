module example.com/read-into-an-object

go 1.22
