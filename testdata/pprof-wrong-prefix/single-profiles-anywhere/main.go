// Clean: the other handlers do not look at the path.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	mux.Handle("/internal/heap", pprof.Handler("heap"))
	mux.HandleFunc("/internal/profile", pprof.Profile)
	mux.HandleFunc("/internal/trace", pprof.Trace)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", mux))
}
