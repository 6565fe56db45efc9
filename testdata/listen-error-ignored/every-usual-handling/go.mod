module example.com/every-usual-handling

go 1.22
