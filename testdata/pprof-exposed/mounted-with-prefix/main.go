// StripPrefix gives the default mux the paths that it knows.
// probe: /internal/debug/pprof/cmdline
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/", http.NotFound)
	mux.Handle("/internal/", http.StripPrefix("/internal", http.DefaultServeMux))
	log.Fatal(http.ListenAndServe(":8080", mux)) // want [pprof-exposed] ":8080"
}
