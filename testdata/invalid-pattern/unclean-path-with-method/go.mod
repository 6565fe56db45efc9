module example.com/unclean-path-with-method

go 1.22
