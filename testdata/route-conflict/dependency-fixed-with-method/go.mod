module example.com/dependency-fixed-with-method

go 1.23

require github.com/grafana/pyroscope-go/godeltaprof v0.1.8

replace github.com/grafana/pyroscope-go/godeltaprof => ./_third_party/godeltaprof
