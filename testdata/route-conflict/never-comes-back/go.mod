module example.com/never-comes-back

go 1.22
