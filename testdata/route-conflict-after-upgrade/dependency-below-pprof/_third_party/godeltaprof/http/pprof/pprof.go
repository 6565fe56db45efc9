// Package pprof stands for godeltaprof's handlers, as they were up to v0.1.7.
package pprof

import "net/http"

func init() {
	http.HandleFunc("/debug/pprof/delta_heap", Heap)
}

// Heap writes a profile.
func Heap(w http.ResponseWriter, r *http.Request) {}
