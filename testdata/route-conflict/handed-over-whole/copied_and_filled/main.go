// A copy is filled; it is that which is registered.
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

func (n *node) fill() { n.handler = health }

func register(mux *http.ServeMux, n node) {
	n.fill()
	if n.handler != nil {
		mux.HandleFunc(n.path, n.handler) // want [route-conflict @copied_and_filled] "/health matches the same requests as /health"
	}
}

func main() {
	mux := http.NewServeMux()
	register(mux, node{path: "/health"})
	register(mux, node{path: "/health"})
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
