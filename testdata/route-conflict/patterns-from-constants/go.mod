module example.com/patterns-from-constants

go 1.22
