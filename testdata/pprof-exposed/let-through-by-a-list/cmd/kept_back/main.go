package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

var hidden = map[string]bool{"/internal": true}

func serve(w http.ResponseWriter, r *http.Request) {
	if hidden[r.URL.Path] {
		http.NotFound(w, r)
		return
	}
	http.DefaultServeMux.ServeHTTP(w, r)
}

func main() {
	http.HandleFunc("/healthz", http.NotFound)
	log.Fatal(http.ListenAndServe(":7111", http.HandlerFunc(serve))) // want [pprof-exposed] ":7111"
}
