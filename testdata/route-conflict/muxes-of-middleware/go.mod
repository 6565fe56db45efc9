module example.com/muxes-of-middleware

go 1.22
