module example.com/prefix-from-constant

go 1.21
