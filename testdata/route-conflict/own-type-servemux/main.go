// Clean: a ServeMux of one's own replaces a route that is registered again.
package main

import (
	"log"
	"net/http"
)

// ServeMux is not net/http's.
type ServeMux struct{ routes map[string]http.HandlerFunc }

// NewServeMux makes one.
func NewServeMux() *ServeMux { return &ServeMux{routes: map[string]http.HandlerFunc{}} }

// HandleFunc sets a route.
func (m *ServeMux) HandleFunc(pattern string, h http.HandlerFunc) { m.routes[pattern] = h }

func (m *ServeMux) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if h, ok := m.routes[r.URL.Path]; ok {
		h(w, r)
	}
}

func main() {
	mux := NewServeMux()
	mux.HandleFunc("/a/{x}", http.NotFound)
	mux.HandleFunc("/a/{x}", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
