module example.com/handlers-that-load-others

go 1.23
