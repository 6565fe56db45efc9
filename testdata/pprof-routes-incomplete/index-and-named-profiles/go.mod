module example.com/index-and-named-profiles

go 1.21
