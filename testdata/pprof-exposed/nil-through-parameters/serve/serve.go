// Package serve listens.
package serve

import "net/http"

// HTTP serves a handler.
func HTTP(address string, handler http.Handler) error {
	return listen(address, handler)
}

func listen(address string, handler http.Handler) error {
	return http.ListenAndServe(address, handler) // want [pprof-exposed] ":8080"
}
