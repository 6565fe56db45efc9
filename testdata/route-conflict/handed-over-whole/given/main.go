// Both have one.
package main

import (
	"log"
	"net/http"
)

type node struct {
	path    string
	handler http.HandlerFunc
}

func health(http.ResponseWriter, *http.Request) {}

var first = node{path: "/health", handler: health}

func register(mux *http.ServeMux, n node) {
	if n.handler != nil {
		mux.HandleFunc(n.path, n.handler) // want [route-conflict @given] "/health matches the same requests as /health"
	}
}

func main() {
	mux := http.NewServeMux()
	register(mux, first)
	register(mux, node{path: "/health", handler: health})
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
