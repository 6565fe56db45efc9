// A library is linked, and is handed nothing.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved @cmd/beside] "net/http/pprof"

	"example.com/manager"
)

type server struct{ mux *http.ServeMux }

// Launch serves.
func (s *server) Launch() error { return http.ListenAndServe("127.0.0.1:0", s.mux) }

// LaunchDebug serves profiles; nobody calls it.
func (s *server) LaunchDebug() error { return http.ListenAndServe(":6060", nil) }

// Legacy registers what is there already; nobody calls it.
func (s *server) Legacy() { s.mux.HandleFunc("/", http.NotFound) }

func main() {
	log.Println(manager.Version())
	s := &server{mux: http.NewServeMux()}
	s.mux.HandleFunc("/", http.NotFound)
	log.Fatal(s.Launch())
}
