module example.com/dependency-registers-below-pprof

go 1.23

require (
	github.com/grafana/agentlib v1.0.0
	github.com/grafana/pyroscope-go/godeltaprof v0.1.7 // indirect
)

replace (
	github.com/grafana/agentlib => ./_third_party/agentlib
	github.com/grafana/pyroscope-go/godeltaprof => ./_third_party/godeltaprof
)
