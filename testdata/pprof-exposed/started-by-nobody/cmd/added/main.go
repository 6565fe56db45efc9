// The library is handed the server, and launches it.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"example.com/manager"
)

type server struct{ addr string }

// Launch serves profiles.
func (s *server) Launch() error { return http.ListenAndServe(s.addr, nil) } // want [pprof-exposed @cmd/added] ":6060"

func newServer() *server { return &server{addr: ":6060"} }

func main() {
	m := manager.New(manager.Options{})
	m.Add(newServer())
	log.Fatal(m.Run())
}
