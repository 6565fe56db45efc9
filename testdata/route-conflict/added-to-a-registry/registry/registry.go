// Package registry keeps routes.
package registry

import "net/http"

type entry struct {
	pattern string
	handler http.HandlerFunc
}

var entries []entry

// Add keeps one more.
func Add(pattern string, handler http.HandlerFunc) {
	entries = append(entries, entry{pattern, handler})
}

// Install registers all.
func Install(mux *http.ServeMux) {
	for _, e := range entries {
		mux.HandleFunc(e.pattern, e.handler) // want [route-conflict @cmd/inits] "GET /{scope}/search" "GET /files/{name}"
	}
}
