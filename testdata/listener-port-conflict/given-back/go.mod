module example.com/given-back

go 1.22
