module example.com/reset-in-earlier-init

go 1.22
