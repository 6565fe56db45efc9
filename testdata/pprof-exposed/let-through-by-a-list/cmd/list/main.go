package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "no effect"
	"slices"
)

var public = []string{"/healthz", "/version"}

func serve(w http.ResponseWriter, r *http.Request) {
	if !slices.Contains(public, r.URL.Path) {
		http.NotFound(w, r)
		return
	}
	http.DefaultServeMux.ServeHTTP(w, r)
}

func main() {
	http.HandleFunc("/healthz", http.NotFound)
	log.Fatal(http.ListenAndServe(":7103", http.HandlerFunc(serve)))
}
