// Package node has a type of the same name.
package node

import (
	"net/http"
	_ "net/http/pprof" // want [pprof-import-in-library] ""

	"example.com/types/probe"
)

// Server is another one.
type Server struct{ Addr string }

// New makes one.
func New() *Server { return &Server{Addr: ":8087"} }

// Start serves.
func (s *Server) Start() error { return http.ListenAndServe(s.Addr, nil) } // want [pprof-exposed @cmd/node] ":8087"

// Run starts both.
func Run(s *Server, p *probe.Server) error {
	go p.Start()
	return s.Start()
}
