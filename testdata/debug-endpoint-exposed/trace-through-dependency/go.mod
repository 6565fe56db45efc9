module example.com/trace-through-dependency

go 1.22

require (
	golang.org/x/net v0.17.0 // indirect
	google.golang.org/grpc v1.60.0
)

replace (
	golang.org/x/net => ./_third_party/xnet
	google.golang.org/grpc => ./_third_party/grpc
)
