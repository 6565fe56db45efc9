module example.com/one-more-registration-go121

go 1.21

require golang.org/x/net v0.17.0

replace golang.org/x/net => ./_third_party/xnet
