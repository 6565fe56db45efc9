// The mount lets pprof through and nothing else: /debug/vars is not reachable.
package main

import (
	_ "expvar"
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	mux.Handle("/debug/pprof/", http.DefaultServeMux)
	log.Fatal(http.ListenAndServe(":8080", mux)) // want [pprof-exposed] ":8080"
}
