// The port of the profiler stands where the port of dlv belongs.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	debug := http.NewServeMux()
	debug.HandleFunc("/debug/pprof/", pprof.Index)
	debug.HandleFunc("/debug/pprof/profile", pprof.Profile)
	debug.HandleFunc("/debug/pprof/trace", pprof.Trace)
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:6060", debug)) }()
	log.Fatal(http.ListenAndServe(":8080", http.NewServeMux()))
}
