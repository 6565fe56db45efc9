// Clean: two ways lead to each registration, and none of them meets itself. The constructor of server runs twice, that of
// page in a loop, so each object has a mux of its own; and setup is a method of two types, of which one shares its mux.
// run
package main

import (
	"log"
	"net/http"
)

type server struct{ mux *http.ServeMux }

func newServer() *server { return &server{mux: http.NewServeMux()} }

func (s *server) health() { s.mux.HandleFunc("/health", http.NotFound) }

func (s *server) public() { s.health() }

func (s *server) internal() { s.health() }

type page struct{ mux *http.ServeMux }

func (p *page) first() { p.show() }

func (p *page) last() { p.show() }

func (p *page) show() { p.mux.HandleFunc("/page", http.NotFound) }

type routes struct{ mux *http.ServeMux }

func (r *routes) setup() { r.mux.HandleFunc("/routes", http.NotFound) }

type logs struct{ lines int }

func (l *logs) setup() { l.lines++ }

func main() {
	a, b := newServer(), newServer()
	a.public()
	b.internal()
	for i := range 2 {
		p := &page{mux: http.NewServeMux()}
		if i == 0 {
			p.first()
		} else {
			p.last()
		}
	}
	mux := http.NewServeMux()
	r, l := &routes{mux: mux}, &logs{}
	r.setup()
	l.setup()
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
