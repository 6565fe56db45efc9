package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

var public = map[string]bool{"/healthz": true, "/debug/pprof/cmdline": true}

func serve(w http.ResponseWriter, r *http.Request) {
	if !public[r.URL.Path] {
		http.NotFound(w, r)
		return
	}
	http.DefaultServeMux.ServeHTTP(w, r)
}

func main() {
	http.HandleFunc("/healthz", http.NotFound)
	log.Fatal(http.ListenAndServe(":7107", http.HandlerFunc(serve))) // want [pprof-exposed] ":7107"
}
