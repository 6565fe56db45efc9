module example.com/workspace-go-line-decides

go 1.21
