module example.com/chain-of-handlers

go 1.22
