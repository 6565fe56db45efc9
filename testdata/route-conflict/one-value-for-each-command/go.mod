module example.com/one-value-for-each-command

go 1.22
