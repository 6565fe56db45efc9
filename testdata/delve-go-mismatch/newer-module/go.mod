module example.com/shop

go 1.25.0

require github.com/go-delve/delve v1.24.2 // want [delve-go-mismatch error] "debugs Go 1.21 to 1.24"

tool github.com/go-delve/delve/cmd/dlv
