module example.com/brace-in-host

go 1.23
