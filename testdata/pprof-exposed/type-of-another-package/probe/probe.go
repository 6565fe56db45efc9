// Package probe has a server for probes. Clean: the only program that makes one links no pprof.
package probe

import "net/http"

// Server answers probes.
type Server struct{ server http.Server }

// New makes one.
func New(addr string) *Server {
	s := &Server{}
	s.server = http.Server{Addr: addr, Handler: http.NotFoundHandler()}
	return s
}

// Start serves.
func (s *Server) Start() error { return s.server.ListenAndServe() }
