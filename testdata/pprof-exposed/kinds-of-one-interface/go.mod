module example.com/kinds-of-one-interface

go 1.22
