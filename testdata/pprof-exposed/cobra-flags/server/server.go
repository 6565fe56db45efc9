// Package server listens.
package server

import "net/http"

// Server is a server.
type Server struct{ addr string }

// New makes one.
func New(addr string) *Server { return &Server{addr: addr} }

// Run serves.
func (s *Server) Run() error {
	return http.ListenAndServe(s.addr, nil) // want [pprof-exposed] "0.0.0.0:8080"
}

// Debug serves locally.
func Debug() error { return http.ListenAndServe("localhost:8080", nil) }
