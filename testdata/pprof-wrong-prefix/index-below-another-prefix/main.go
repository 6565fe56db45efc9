// Index cuts /debug/pprof/ from the path. Here there is nothing to cut, and heap shows
// the list again.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/internal/pprof/", pprof.Index) // want [pprof-wrong-prefix warning] "/internal/pprof/"
	mux.HandleFunc("/internal/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("/internal/pprof/profile", pprof.Profile)
	mux.HandleFunc("/internal/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/internal/pprof/trace", pprof.Trace)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", mux))
}
