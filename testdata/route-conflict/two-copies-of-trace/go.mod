module example.com/two-copies-of-trace

go 1.21

require (
	github.com/fork/net v0.0.0
	golang.org/x/net v0.17.0
)

replace (
	github.com/fork/net => ./_third_party/forknet
	golang.org/x/net => ./_third_party/xnet
)
