module example.com/address-that-turns-on

go 1.23
