// A server is made first, embedded next, and gets its handler last, through the struct that embeds it. `guarded` serves
// what it is given; `bare` has the same shape and is given nothing.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type guarded struct {
	*http.Server
	token string
}

func newGuarded(addr, token string) *guarded {
	server := &http.Server{Addr: addr}
	g := &guarded{Server: server, token: token}
	g.Handler = http.HandlerFunc(g.serve)
	return g
}

func (g *guarded) serve(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != g.token {
		http.Error(w, "who are you?", http.StatusUnauthorized)
	}
}

func (g *guarded) start() {
	// Clean: serve answers, and not http.DefaultServeMux.
	log.Fatal(g.ListenAndServe())
}

type bare struct {
	*http.Server
	name string
}

func newBare(addr, name string) *bare {
	server := &http.Server{Addr: addr}
	b := &bare{server, name}
	b.ErrorLog = log.Default()
	return b
}

func (b *bare) start() {
	log.Fatal(b.ListenAndServe()) // want [pprof-exposed] ":8081"
}

func main() {
	go newGuarded(":8080", "secret").start()
	newBare(":8081", "bare").start()
}
