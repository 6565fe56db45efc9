module example.com/two-servers-one-safe

go 1.22
