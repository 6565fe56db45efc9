module example.com/parcels

go 1.22

require github.com/northwind/heapdelta v0.1.7
