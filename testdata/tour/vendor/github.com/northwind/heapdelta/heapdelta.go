// Package heapdelta serves what the heap has gained since the last request.
package heapdelta

import (
	"fmt"
	"net/http"
	"runtime"
	"sync"
)

func init() {
	http.HandleFunc("/debug/pprof/delta_heap", Serve)
}

var (
	mu   sync.Mutex
	last uint64
)

// Serve writes the difference in bytes.
func Serve(w http.ResponseWriter, r *http.Request) {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	mu.Lock()
	defer mu.Unlock()
	fmt.Fprintf(w, "%d\n", int64(stats.HeapAlloc)-int64(last))
	last = stats.HeapAlloc
}
