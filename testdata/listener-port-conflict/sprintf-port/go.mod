module example.com/sprintf-port

go 1.22
