module example.com/flag-default-and-literal

go 1.22
