module example.com/flag-defaults

go 1.22
