module example.com/served-locally

go 1.22
