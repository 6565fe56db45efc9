module example.com/mounted-elsewhere

go 1.22
