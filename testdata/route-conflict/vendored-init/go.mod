module example.com/vendored-init

go 1.22

require example.org/health v1.2.0
