// The servers are embedded. What is assigned to a promoted field is the embedded server's, whoever assigns it.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type service struct {
	*http.Server
	name string
}

func page(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }

// Clean: another function assigns the handler.
func configured(server *http.Server) *service {
	s := &service{server, "api"}
	s.Handler = http.HandlerFunc(page)
	return s
}

func newService(address string) *service {
	return configured(&http.Server{Addr: address})
}

// Clean: the handler is assigned where the server is made.
func newTap(address string) *service {
	server := &http.Server{Addr: address}
	tap := &service{Server: server, name: "tap"}
	tap.Handler = http.HandlerFunc(page)
	return tap
}

type plain struct{ *http.Server }

type value struct{ http.Server }

func (s *service) start() error { return s.ListenAndServe() }

func main() {
	failed := make(chan error)
	go func() { failed <- newService(":8081").start() }()
	go func() { failed <- newTap(":8082").start() }()

	// The handlers of the others are not this one's.
	bare := plain{&http.Server{Addr: ":8083"}}
	go func() { failed <- bare.ListenAndServe() }() // want [pprof-exposed] ":8083"

	var own value
	own.Addr = ":8084"
	own.Handler = http.HandlerFunc(page)
	go func() { failed <- own.ListenAndServe() }()
	log.Fatal(<-failed)
}
