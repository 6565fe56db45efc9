package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "net/http/pprof"
)

type wrapped struct{ http.Handler }

func (w wrapped) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/", "/health":
		w.Handler.ServeHTTP(rw, r)
	default:
		http.NotFound(rw, r)
	}
}

func main() {
	http.HandleFunc("/health", http.NotFound)
	log.Fatal(http.ListenAndServe(":18080", wrapped{http.DefaultServeMux}))
}
