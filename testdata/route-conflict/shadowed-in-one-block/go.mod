module example.com/shadowed-in-one-block

go 1.22
