module example.com/groups-on-muxes-of-their-own

go 1.23
