package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "no effect"
	"strings"
)

func serve(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/debug/vars" || strings.HasPrefix(r.URL.Path, "/debug/") {
		http.NotFound(w, r)
		return
	}
	http.DefaultServeMux.ServeHTTP(w, r)
}

func main() {
	http.HandleFunc("/healthz", http.NotFound)
	log.Fatal(http.ListenAndServe(":7105", http.HandlerFunc(serve)))
}
