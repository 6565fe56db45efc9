module example.com/old-go-line-new-compiler

go 1.20
