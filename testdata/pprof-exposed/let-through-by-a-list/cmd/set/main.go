package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "no effect"
)

var public = map[string]struct{}{"/healthz": {}, "/version": {}}

func serve(w http.ResponseWriter, r *http.Request) {
	if _, ok := public[r.URL.Path]; !ok {
		http.NotFound(w, r)
		return
	}
	http.DefaultServeMux.ServeHTTP(w, r)
}

func main() {
	http.HandleFunc("/healthz", http.NotFound)
	log.Fatal(http.ListenAndServe(":7101", http.HandlerFunc(serve)))
}
