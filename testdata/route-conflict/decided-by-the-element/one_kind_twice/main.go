// The same, with two routes of one kind.
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

var endpoints = []endpoint{{public, "/a"}, {private, "/a"}, {private, "/b"}, {private, "/a"}}

func register(mux *http.ServeMux, k kind) {
	for _, e := range endpoints {
		if e.kind == k {
			mux.HandleFunc(e.path, http.NotFound) // want [route-conflict @one_kind_twice] "/a"
		}
	}
}

func main() {
	admin, web := http.NewServeMux(), http.NewServeMux()
	register(web, public)
	register(admin, private)
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:18702", admin)) }()
	log.Fatal(http.ListenAndServe("127.0.0.1:18701", web))
}
