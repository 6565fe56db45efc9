module example.com/own-handler

go 1.22
