module example.org/y

require example.org/z v1.10.0
