// Package pprof stands for godeltaprof's handlers, as they are from v0.1.8 on.
package pprof

import "net/http"

func init() {
	prefix := routePrefix()
	http.HandleFunc(prefix+"/debug/pprof/delta_heap", Heap)
	http.HandleFunc(prefix+"/debug/pprof/delta_block", Heap)
	http.HandleFunc(prefix+"/debug/pprof/delta_mutex", Heap)
}

// Heap writes a profile.
func Heap(w http.ResponseWriter, r *http.Request) {}
