module example.com/closure-of-imports

go 1.23
