module example.com/address-of-an-embedded-server

go 1.22
