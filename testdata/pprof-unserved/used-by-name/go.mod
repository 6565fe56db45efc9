module example.com/used-by-name

go 1.22
