module example.com/flag-default

go 1.22
