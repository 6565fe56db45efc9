// Package probe answers whether the program is ready.
package probe

import "net/http"

// Server is the probe's server.
type Server struct {
	server *http.Server
	ready  bool
}

// New makes one.
func New(addr string) *Server {
	return &Server{server: &http.Server{Addr: addr, Handler: http.NotFoundHandler()}}
}

// Ready says that it is.
func (s *Server) Ready() { s.ready = true }

// Start serves.
func (s *Server) Start() error {
	return s.server.ListenAndServe()
}
