module example.com/makes-a-public-listener-leak

go 1.22
