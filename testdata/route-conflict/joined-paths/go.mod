module example.com/joined-paths

go 1.22
