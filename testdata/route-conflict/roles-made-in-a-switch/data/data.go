// Package data is a server.
package data

import (
	"net/http"

	"example.com/roles-made-in-a-switch/control"
)

// Data is the server.
type Data struct{ control control.Control }

// New makes one.
func New() *Data { return &Data{} }

// Start starts it.
func (s *Data) Start() error { return s.control.Start(s, start) }

func start(s control.Server) error {
	server, _ := s.(*Data)
	server.routes()
	return http.ListenAndServe("127.0.0.1:8080", nil)
}

func (s *Data) routes() { http.HandleFunc("/raft", http.NotFound) }
