module example.com/exclusive-branches

go 1.22
