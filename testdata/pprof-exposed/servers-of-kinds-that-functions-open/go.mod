module example.com/servers-of-kinds-that-functions-open

go 1.21
