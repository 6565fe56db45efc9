module example.com/options-of-each-server

go 1.22
