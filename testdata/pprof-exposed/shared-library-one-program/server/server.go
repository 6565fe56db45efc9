// Package server listens.
package server

import "net/http"

// Run listens.
func Run() error {
	return http.ListenAndServe(":8080", nil) // want [pprof-exposed @cmd/api] ":8080"
}
