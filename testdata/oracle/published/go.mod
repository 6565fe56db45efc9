module example.com/published

go 1.22

require github.com/grafana/pyroscope-go/godeltaprof v0.1.7

require github.com/klauspost/compress v1.17.3 // indirect
