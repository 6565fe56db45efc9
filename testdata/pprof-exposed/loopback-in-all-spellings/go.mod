module example.com/loopback-in-all-spellings

go 1.22
