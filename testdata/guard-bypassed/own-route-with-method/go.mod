module example.com/own-route-with-method

go 1.23
