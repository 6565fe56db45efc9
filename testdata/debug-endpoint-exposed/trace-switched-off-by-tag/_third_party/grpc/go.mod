module google.golang.org/grpc

go 1.20

require golang.org/x/net v0.17.0
