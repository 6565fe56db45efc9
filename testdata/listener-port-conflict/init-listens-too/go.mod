module example.com/init-listens-too

go 1.22
