module example.com/different-defaults

go 1.22
