module example.com/index-below-another-prefix

go 1.22
