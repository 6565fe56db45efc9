module example.com/two-blanks

go 1.22
