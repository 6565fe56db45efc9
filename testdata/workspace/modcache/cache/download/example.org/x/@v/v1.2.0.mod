module example.org/x

require example.org/z v1.1.0
