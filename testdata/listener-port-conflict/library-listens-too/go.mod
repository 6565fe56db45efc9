module example.com/library-listens-too

go 1.22
