module example.com/nil-handler

go 1.22
