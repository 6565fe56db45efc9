module example.com/address-from-constants-and-parts

go 1.22
