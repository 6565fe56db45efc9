module example.com/brackets-around-no-host

go 1.23
