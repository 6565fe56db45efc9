// Clean: the handler is set in the method that serves, on a server that another function has made.
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "has no effect"
)

type manager struct {
	*http.Server
	proxy http.Handler
}

func (m *manager) Serve(listener net.Listener) error {
	m.Server.Handler = m.proxy
	return m.Server.Serve(listener)
}

func newManager(proxy http.Handler) *manager {
	return &manager{Server: &http.Server{}, proxy: proxy}
}

func main() {
	listener, err := net.Listen("tcp", ":8080")
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(newManager(http.NotFoundHandler()).Serve(listener))
}
