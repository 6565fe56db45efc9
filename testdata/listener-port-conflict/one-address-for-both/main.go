// The server for HTTPS takes the address of the other one.
package main

import (
	"log"
	"net/http"
)

type config struct {
	ListenHTTP  string
	ListenHTTPS string
}

func newConfig() *config {
	return &config{ListenHTTP: ":8080", ListenHTTPS: ":8443"}
}

type server struct {
	config      *config
	httpServer  *http.Server
	httpsServer *http.Server
}

func (s *server) run() error {
	mux := http.NewServeMux()
	failed := make(chan error)
	s.httpServer = &http.Server{Addr: s.config.ListenHTTP, Handler: mux}
	go func() { failed <- s.httpServer.ListenAndServe() }()
	if s.config.ListenHTTPS != "" {
		s.httpsServer = &http.Server{Addr: s.config.ListenHTTP, Handler: mux}
		go func() { failed <- s.httpsServer.ListenAndServe() }() // want [listener-port-conflict] "`:8080`"
	}
	return <-failed
}

func main() {
	s := &server{config: newConfig()}
	log.Fatal(s.run())
}
