module example.com/servers-that-replace-each-other

go 1.22
