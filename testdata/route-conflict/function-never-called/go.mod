module example.com/function-never-called

go 1.22
