module example.com/dropped-by-reset

go 1.22
