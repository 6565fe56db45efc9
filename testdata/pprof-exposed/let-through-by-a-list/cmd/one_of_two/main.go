package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"strings"
)

func serve(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPost || strings.HasPrefix(r.URL.Path, "/api/") {
		http.NotFound(w, r)
		return
	}
	http.DefaultServeMux.ServeHTTP(w, r)
}

func main() {
	http.HandleFunc("/healthz", http.NotFound)
	log.Fatal(http.ListenAndServe(":7109", http.HandlerFunc(serve))) // want [pprof-exposed] ":7109"
}
