module example.com/dependency-below-pprof

go 1.22

require github.com/grafana/pyroscope-go/godeltaprof v0.1.7

replace github.com/grafana/pyroscope-go/godeltaprof => ./_third_party/godeltaprof
