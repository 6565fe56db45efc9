// Package torrent adds torrents.
package torrent

import "example.org/perf"

// Add adds one.
func Add(name string) { defer perf.Start(name)() }
