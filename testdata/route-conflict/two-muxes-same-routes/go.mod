module example.com/two-muxes-same-routes

go 1.22
