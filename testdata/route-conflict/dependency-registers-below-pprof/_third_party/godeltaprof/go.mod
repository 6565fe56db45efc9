module github.com/grafana/pyroscope-go/godeltaprof

go 1.16
