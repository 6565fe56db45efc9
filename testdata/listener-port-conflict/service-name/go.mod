module example.com/service-name

go 1.22
