// Package httpx starts servers.
package httpx

import "net/http"

// Serve serves, and drops the error.
func Serve(addr string, h http.Handler) {
	http.ListenAndServe(addr, h)
}

// Run serves until its server is closed, and drops the error.
func Run(s *http.Server) bool {
	s.ListenAndServe()
	return true
}

// ListenAndServe gives the error back.
func ListenAndServe(addr string, h http.Handler) error {
	return http.ListenAndServe(addr, h)
}
