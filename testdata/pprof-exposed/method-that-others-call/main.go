// The server's method is handed on: somebody else calls it.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type group struct{ run []func() error }

func (g *group) add(execute func() error, interrupt func()) { g.run = append(g.run, execute) }

func (g *group) wait() error {
	failed := make(chan error)
	for _, execute := range g.run {
		go func() { failed <- execute() }()
	}
	return <-failed
}

func api(addr string) (func() error, func()) {
	server := &http.Server{Addr: addr}
	return server.ListenAndServe, func() { server.Close() } // want [pprof-exposed] ":8080"
}

func main() {
	var g group
	g.add(api(":8080"))
	own := &http.Server{Addr: ":8081", Handler: http.NotFoundHandler()}
	g.add(own.ListenAndServe, func() { own.Close() })
	debug := &http.Server{Addr: ":6060"}
	g.add(debug.ListenAndServe, func() { debug.Close() }) // want [pprof-exposed] ":6060"
	log.Fatal(g.wait())
}
