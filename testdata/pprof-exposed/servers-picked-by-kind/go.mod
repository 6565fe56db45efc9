module example.com/servers-picked-by-kind

go 1.21
