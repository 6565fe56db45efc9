// Under the old mux the import registers /debug/pprof/ without a method, so the same
// string twice panics although the go line says 1.23.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	http.HandleFunc("/debug/pprof/heap", http.NotFound)
	http.HandleFunc("/debug/pprof/", pprof.Index) // want [route-conflict] "/debug/pprof/" "multiple registrations"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
