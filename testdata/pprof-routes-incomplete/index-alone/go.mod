module example.com/index-alone

go 1.22
