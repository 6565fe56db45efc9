module example.com/default-of-a-dependency

go 1.23

require example.org/metrics v1.0.0
