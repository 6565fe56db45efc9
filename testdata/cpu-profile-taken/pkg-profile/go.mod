module example.com/shop

go 1.23

require github.com/pkg/profile v1.7.0
