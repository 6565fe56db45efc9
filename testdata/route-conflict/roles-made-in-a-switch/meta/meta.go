// Package meta is a server.
package meta

import (
	"net/http"

	"example.com/roles-made-in-a-switch/control"
)

// Meta is the server.
type Meta struct{ control control.Control }

// New makes one.
func New() *Meta { return &Meta{} }

// Start starts it.
func (s *Meta) Start() error { return s.control.Start(s, start) }

func start(s control.Server) error {
	server, _ := s.(*Meta)
	server.routes()
	return http.ListenAndServe("127.0.0.1:8080", nil)
}

func (s *Meta) routes() { http.HandleFunc("/raft", http.NotFound) }
