module example.com/runtime-pprof

go 1.22
