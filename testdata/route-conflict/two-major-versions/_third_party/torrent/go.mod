module example.org/torrent

go 1.20

require example.org/perf v1.4.0
