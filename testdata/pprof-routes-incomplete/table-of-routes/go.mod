module example.com/table-of-routes

go 1.22
