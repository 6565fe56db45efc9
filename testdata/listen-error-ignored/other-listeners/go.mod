module example.com/other-listeners

go 1.22
