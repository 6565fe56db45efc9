module example.com/client-of-the-same-address

go 1.22
