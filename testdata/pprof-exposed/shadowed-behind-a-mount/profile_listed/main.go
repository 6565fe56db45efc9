package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type wrapped struct{ http.Handler }

func (w wrapped) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/", "/health", "/debug/pprof/heap":
		w.Handler.ServeHTTP(rw, r)
	default:
		http.NotFound(rw, r)
	}
}

func main() {
	log.Fatal(http.ListenAndServe(":18188", wrapped{http.DefaultServeMux})) // want [pprof-exposed] ":18188"
}
