module example.com/debug-server-behind-flag

go 1.22
