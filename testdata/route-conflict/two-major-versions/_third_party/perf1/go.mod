module example.org/perf

go 1.20
