module example.com/one-more-registration-go122

go 1.22

require golang.org/x/net v0.17.0

replace golang.org/x/net => ./_third_party/xnet
