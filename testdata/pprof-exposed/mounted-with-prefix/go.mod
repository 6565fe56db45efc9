module example.com/mounted-with-prefix

go 1.22
