module example.com/error-is-dropped

go 1.22
