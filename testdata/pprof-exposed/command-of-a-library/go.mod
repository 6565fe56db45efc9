module example.com/command-of-a-library

go 1.23

require example.com/cli v1.0.0
