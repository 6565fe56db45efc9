module example.com/noted-whatever-the-pattern

go 1.23
