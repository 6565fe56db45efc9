// Clean: without StripPrefix the default mux sees /internal/debug/pprof/, which it does
// not know.
// probe: /internal/debug/pprof/
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/", http.NotFound)
	mux.Handle("/internal/", http.DefaultServeMux)
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(":8080", mux) }()
	go func() { failed <- http.ListenAndServe("localhost:6060", nil) }()
	log.Fatal(<-failed)
}
