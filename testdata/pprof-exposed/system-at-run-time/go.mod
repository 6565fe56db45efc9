module example.com/system-at-run-time

go 1.22
