module example.com/two-programs-of-one-module

go 1.22
