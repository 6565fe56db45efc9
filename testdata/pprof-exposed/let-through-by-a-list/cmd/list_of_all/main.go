package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"slices"
)

var public = []string{"/healthz", "/debug/pprof/cmdline"}

func serve(w http.ResponseWriter, r *http.Request) {
	if slices.Contains(public, r.URL.Path) {
		http.DefaultServeMux.ServeHTTP(w, r)
		return
	}
	http.NotFound(w, r)
}

func main() {
	http.HandleFunc("/healthz", http.NotFound)
	log.Fatal(http.ListenAndServe(":7108", http.HandlerFunc(serve))) // want [pprof-exposed] ":7108"
}
