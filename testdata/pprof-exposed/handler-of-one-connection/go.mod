module example.com/handler-of-one-connection

go 1.22

require golang.org/x/net v0.62.0

replace golang.org/x/net => ./_third_party/net
