module example.com/expvar-through-dependency

go 1.22

require github.com/prometheus/client_golang v1.19.0

replace github.com/prometheus/client_golang => ./_third_party/client_golang
