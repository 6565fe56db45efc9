module example.com/all-five

go 1.22
