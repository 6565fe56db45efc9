// Each pattern is registered once, for it is noted; that two of them overlap is not noted.
package main

import (
	"log"
	"net/http"
)

type router struct {
	mux   *http.ServeMux
	known map[string]bool
}

func (r *router) add(pattern string) {
	if r.known[pattern] {
		return
	}
	r.known[pattern] = true
	r.mux.HandleFunc(pattern, http.NotFound) // want [route-conflict] "/{kind}/latest"
}

func main() {
	r := &router{mux: http.NewServeMux(), known: map[string]bool{}}
	r.add("/items/{name}")
	r.add("/items/{name}")
	r.add("/{kind}/latest")
	log.Fatal(http.ListenAndServe("127.0.0.1:8095", r.mux))
}
