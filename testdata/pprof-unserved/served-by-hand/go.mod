module example.com/served-by-hand

go 1.23

require example.org/router v1.0.0
