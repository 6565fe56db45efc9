// The function asks something before it registers, but notes nothing that it asks about.
package main

import (
	"log"
	"net/http"
)

type router struct {
	mux     *http.ServeMux
	wrapper map[string]func(http.Handler) http.Handler
	count   int
}

func (r *router) add(path string, handler http.Handler) {
	r.count++
	if wrap, ok := r.wrapper[path]; ok {
		handler = wrap(handler)
	}
	if handler != nil {
		r.mux.Handle(path, handler) // want [route-conflict] "/health"
	}
}

func main() {
	mux := http.NewServeMux()
	r := &router{mux: mux}
	r.add("/health", http.NotFoundHandler())
	r.add("/health", http.NotFoundHandler())
	log.Fatal(http.ListenAndServe("127.0.0.1:8081", mux))
}
