module example.com/beside-pprof

go 1.22
