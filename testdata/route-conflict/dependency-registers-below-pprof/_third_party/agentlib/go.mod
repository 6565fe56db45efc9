module github.com/grafana/agentlib

go 1.21

require github.com/grafana/pyroscope-go/godeltaprof v0.1.7
