// The one that is handed over by its address is filled on the way.
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

func fill(n *node) {
	if n.handler == nil {
		n.handler = health
	}
}

func register(mux *http.ServeMux, n *node) {
	fill(n)
	if n.handler != nil {
		mux.HandleFunc(n.path, n.handler) // want [route-conflict @by_its_address] "/health matches the same requests as /health"
	}
}

func main() {
	mux := http.NewServeMux()
	register(mux, &node{path: "/health"})
	register(mux, &node{path: "/health", handler: health})
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
