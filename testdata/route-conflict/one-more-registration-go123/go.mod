module example.com/one-more-registration-go123

go 1.23

require golang.org/x/net v0.17.0

replace golang.org/x/net => ./_third_party/xnet
