module example.com/as-the-literal-says

go 1.22
