module example.com/turned-off-by-a-word

go 1.23

require example.org/metrics v1.0.0
