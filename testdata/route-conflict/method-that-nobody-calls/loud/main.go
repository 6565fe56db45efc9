// A method may be called by a name that only an interface has.
package main

import "net/http"

type Server struct{ mux *http.ServeMux }

func (s *Server) Old() { s.mux.HandleFunc("/old", http.NotFound) } // want [route-conflict @loud] "/old"

func (s *Server) New() { s.mux.HandleFunc("/old", http.NotFound) }

type old interface{ Old() }

func start(o old) { o.Old() }

func main() {
	s := &Server{http.NewServeMux()}
	s.New()
	start(s)
}
