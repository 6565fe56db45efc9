module example.com/single-profiles-anywhere

go 1.22
