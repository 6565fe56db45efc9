module example.com/flag-off-by-default

go 1.22
