package main

import "net/http"

func (s *server) itemRoutes() {
	s.mux.HandleFunc("GET /items/{id}/raw", http.NotFound)
}
