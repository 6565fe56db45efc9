module example.com/environment-without-default

go 1.22
