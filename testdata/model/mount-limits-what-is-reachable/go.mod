module example.com/mount-limits-what-is-reachable

go 1.22
