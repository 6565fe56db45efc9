module example.com/tls-or-plain

go 1.23
