// The servers are made in a list that does not repeat their type.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type server struct {
	addr string
}

func (s server) run() error {
	return http.ListenAndServe(s.addr, nil) // want [pprof-exposed] "`:8080`"
}

func main() {
	for _, s := range []server{{addr: ":8080"}} {
		log.Fatal(s.run())
	}
}
