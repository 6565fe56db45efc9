module example.com/one-address-for-both

go 1.22
