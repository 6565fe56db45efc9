package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"strings"
)

func serve(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet || strings.HasPrefix(r.URL.Path, "/api/") {
		http.DefaultServeMux.ServeHTTP(w, r)
		return
	}
	http.NotFound(w, r)
}

func main() {
	http.HandleFunc("/healthz", http.NotFound)
	log.Fatal(http.ListenAndServe(":7110", http.HandlerFunc(serve))) // want [pprof-exposed] ":7110"
}
