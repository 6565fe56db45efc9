// A function opens the listeners, which are kept by kind; a loop gives each to the server of its kind, and the debug server is open to all.
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
)

type kind int

const (
	api kind = iota
	debug
)

type endpoints struct {
	listeners map[kind]net.Listener
	servers   map[kind]*http.Server
}

func (e *endpoints) up(apiServer *http.Server) {
	e.servers = map[kind]*http.Server{
		api:   apiServer,
		debug: {Handler: http.DefaultServeMux},
	}
	e.listeners = map[kind]net.Listener{}
	var err error
	if e.listeners[api], err = open("127.0.0.1:8443"); err != nil {
		log.Fatal(err)
	}
	e.listeners[debug], err = open(":6060")
	if err != nil {
		log.Fatal(err)
	}
	for kind := range e.listeners {
		e.serve(kind)
	}
}

func open(address string) (net.Listener, error) {
	return net.Listen("tcp", address)
}

func (e *endpoints) serve(kind kind) {
	listener := e.listeners[kind]
	if listener == nil {
		return
	}
	server := e.servers[kind]
	go func() {
		log.Print(server.Serve(listener)) // want [pprof-exposed] "on `:6060`"
	}()
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/api", func(http.ResponseWriter, *http.Request) {})
	e := &endpoints{}
	e.up(&http.Server{Handler: mux})
	select {}
}
