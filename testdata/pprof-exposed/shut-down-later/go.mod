module example.com/shut-down-later

go 1.22
