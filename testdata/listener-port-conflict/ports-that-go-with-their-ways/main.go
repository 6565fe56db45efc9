// Clean: each listener has one of two ports, and the ways on which both would have the same one exclude each other.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
)

type listener struct {
	port int
	kind string
}

func (l *listener) listen() error {
	return http.ListenAndServe(fmt.Sprintf("127.0.0.1:%d", l.port), http.NotFoundHandler())
}

type router struct {
	health, healthTLS *listener
}

func newRouter(secure bool) *router {
	r := &router{}
	if secure {
		r.healthTLS = &listener{port: 7002, kind: "tls"}
		r.health = &listener{port: 7001, kind: "plain"}
	} else {
		r.health = &listener{port: 7002, kind: "plain"}
	}
	return r
}

func main() {
	secure := flag.Bool("secure", false, "serve the health with TLS too")
	flag.Parse()
	r := newRouter(*secure)
	failed := make(chan error)
	go func() { failed <- r.health.listen() }()
	if r.healthTLS != nil {
		go func() { failed <- r.healthTLS.listen() }()
	}
	log.Fatal(<-failed)
}
