module github.com/fork/net

go 1.21
