module example.com/two-major-versions

go 1.22

require (
	example.org/perf v1.4.0
	example.org/perf/v2 v2.0.1
	example.org/torrent v0.9.0
)

replace (
	example.org/perf => ./_third_party/perf1
	example.org/perf/v2 => ./_third_party/perf2
	example.org/torrent => ./_third_party/torrent
)
