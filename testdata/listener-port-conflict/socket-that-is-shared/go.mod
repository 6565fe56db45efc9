module example.com/socket-that-is-shared

go 1.23
