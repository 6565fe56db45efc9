package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "no effect"
)

var public = map[string]bool{"/healthz": true, "/version": true}

func serve(w http.ResponseWriter, r *http.Request) {
	if public[r.URL.Path] {
		http.DefaultServeMux.ServeHTTP(w, r)
		return
	}
	http.NotFound(w, r)
}

func main() {
	http.HandleFunc("/healthz", http.NotFound)
	log.Fatal(http.ListenAndServe(":7102", http.HandlerFunc(serve)))
}
