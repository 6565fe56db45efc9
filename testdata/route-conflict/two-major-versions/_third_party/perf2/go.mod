module example.org/perf/v2

go 1.20
