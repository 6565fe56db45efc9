module example.com/kept-before-a-reset

go 1.23
