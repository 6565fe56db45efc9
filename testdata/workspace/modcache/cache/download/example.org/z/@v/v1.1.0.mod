module example.org/z

require example.org/x v1.2.0
