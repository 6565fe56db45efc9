module example.com/exporter-toolkit

go 1.22

require github.com/prometheus/exporter-toolkit v0.11.0

replace github.com/prometheus/exporter-toolkit => ./_third_party/exporter-toolkit
