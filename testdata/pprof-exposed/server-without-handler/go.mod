module example.com/server-without-handler

go 1.22
