module example.com/shadowed-behind-a-mount

go 1.23
