// The function is a field of the handler.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type counted struct {
	next  http.HandlerFunc
	count int
}

func (c *counted) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.count++
	c.next(w, r)
}

func main() {
	mux := http.NewServeMux()
	mux.Handle("/", http.DefaultServeMux)
	srv := &http.Server{Addr: ":18812", Handler: &counted{next: mux.ServeHTTP}}
	log.Fatal(srv.ListenAndServe()) // want [pprof-exposed @field] ":18812"
}
