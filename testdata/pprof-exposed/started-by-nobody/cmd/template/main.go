// A template finds methods by their names, but never sees the server.
package main

import (
	"html/template"
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved @cmd/template] "net/http/pprof"
)

var page = template.Must(template.New("").Parse("hello"))

type server struct{ mux *http.ServeMux }

// Start serves.
func (s *server) Start() error { return http.ListenAndServe("127.0.0.1:0", s.mux) }

// StartDebug serves profiles; nobody calls it.
func (s *server) StartDebug() error { return http.ListenAndServe(":6060", nil) }

func main() {
	s := &server{mux: http.NewServeMux()}
	s.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { _ = page.Execute(w, nil) })
	log.Fatal(s.Start())
}
