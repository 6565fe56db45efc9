// `mux` is the default mux under another name, and the import has been there first.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	mux := http.DefaultServeMux
	mux.HandleFunc("/healthz", http.NotFound)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol) // want [route-conflict] "/debug/pprof/symbol"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", mux))
}
