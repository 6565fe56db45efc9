module example.com/interface-of-the-programs-own

go 1.24
