package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "no effect"
)

// public lets through some paths of the default mux.
func public(paths ...string) http.Handler {
	allowed := map[string]bool{}
	for _, path := range paths {
		allowed[path] = true
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !allowed[r.URL.Path] {
			http.NotFound(w, r)
			return
		}
		http.DefaultServeMux.ServeHTTP(w, r)
	})
}

func main() {
	http.HandleFunc("/healthz", http.NotFound)
	log.Fatal(http.ListenAndServe(":7112", public("/healthz", "/version")))
}
