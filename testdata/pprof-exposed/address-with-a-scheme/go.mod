module example.com/address-with-a-scheme

go 1.22
