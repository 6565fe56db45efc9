// Clean: the call without a handler has switched the server off before.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "no effect"
	"os"
)

type config struct {
	addr    string
	enabled bool
}

func (c *config) complete(handler http.Handler) func() error {
	if !c.enabled {
		return func() error { return nil }
	}
	server := &http.Server{Addr: c.addr, Handler: handler}
	return func() error { return server.ListenAndServe() }
}

type gateway struct{ http config }

func (g *gateway) start(buffered bool) func() error {
	if buffered {
		g.http.enabled = false
		return g.http.complete(nil)
	}
	return g.http.complete(http.NotFoundHandler())
}

func main() {
	g := &gateway{http: config{addr: ":8080", enabled: true}}
	log.Fatal(g.start(len(os.Args) > 1)())
}
