// persona: pedantic
// Deliberate, perhaps; pedantic readers want to know where the public mux has profiles.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/", http.NotFound)
	mux.HandleFunc("/debug/pprof/", pprof.Index)          // want [pprof-registered-in-public note] "/debug/pprof/"
	mux.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline) // want [pprof-registered-in-public note] "/debug/pprof/cmdline"
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile) // want [pprof-registered-in-public note] "/debug/pprof/profile"
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)   // want [pprof-registered-in-public note] "/debug/pprof/symbol"
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)     // want [pprof-registered-in-public note] "/debug/pprof/trace"
	log.Fatal(http.ListenAndServe(":8080", mux))
}
