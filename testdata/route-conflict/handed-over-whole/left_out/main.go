// The group has no handler: its path, which is no pattern, is not registered.
package main

import (
	"log"
	"net/http"
)

type node struct {
	path    string
	handler http.HandlerFunc
}

var group = node{path: ""}

func health(http.ResponseWriter, *http.Request) {}

func register(mux *http.ServeMux, n node) {
	if n.handler != nil {
		mux.HandleFunc(n.path, n.handler)
	}
}

func main() {
	mux := http.NewServeMux()
	register(mux, group)
	register(mux, node{path: "/health"})
	register(mux, node{path: "/health", handler: health})
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
