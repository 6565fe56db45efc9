module example.com/groups-of-routes

go 1.23
