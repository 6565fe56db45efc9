module example.com/kept-back-by-the-path

go 1.23
