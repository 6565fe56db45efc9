// Several servers and listeners are kept by kind; whoever starts one says which. The debug server gets the debug listener.
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
	local, err := net.Listen("tcp", "127.0.0.1:8443")
	if err != nil {
		log.Fatal(err)
	}
	e.listeners[api] = local
	open, err := net.Listen("tcp", ":6060")
	if err != nil {
		log.Fatal(err)
	}
	e.listeners[debug] = open
	e.serve(api)
	e.serve(debug)
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
