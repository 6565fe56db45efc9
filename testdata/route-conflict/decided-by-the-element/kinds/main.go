// Whoever calls says which kind of routes is registered.
package main

import (
	"log"
	"net/http"
)

type kind int

const (
	public kind = iota
	private
)

type endpoint struct {
	kind kind
	path string
}

var endpoints = [...]endpoint{{public, "/a"}, {private, "/a"}, {private, "/b"}}

func muxFor(k kind) *http.ServeMux {
	mux := http.NewServeMux()
	for _, e := range endpoints {
		if e.kind != k {
			continue
		}
		mux.HandleFunc(e.path, http.NotFound)
	}
	return mux
}

func main() {
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:18702", muxFor(private))) }()
	log.Fatal(http.ListenAndServe("127.0.0.1:18701", muxFor(public)))
}
