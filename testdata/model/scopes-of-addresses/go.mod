module example.com/scopes-of-addresses

go 1.22
