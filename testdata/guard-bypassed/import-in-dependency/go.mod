module example.com/import-in-dependency

go 1.23

require example.org/metrics v1.0.0

replace example.org/metrics => ./_third_party/metrics
