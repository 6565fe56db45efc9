module example.com/grpc-and-http

go 1.22

require google.golang.org/grpc v1.60.0

replace google.golang.org/grpc => ./_third_party/grpc
