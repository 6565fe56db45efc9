module example.com/mount-limits-the-routes

go 1.22
