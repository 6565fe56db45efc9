// Clean: the first that comes is registered, and nobody after it.
package main

import (
	"log"
	"net/http"
)

type router struct {
	mux   *http.ServeMux
	taken bool
}

func (r *router) add(pattern string) {
	if r.taken {
		return
	}
	r.taken = true
	r.mux.HandleFunc(pattern, http.NotFound)
}

func main() {
	r := &router{mux: http.NewServeMux()}
	r.add("/items/{name}")
	r.add("/{kind}/latest")
	log.Fatal(http.ListenAndServe("127.0.0.1:8096", r.mux))
}
