module example.com/said-to-be-dropped

go 1.22
