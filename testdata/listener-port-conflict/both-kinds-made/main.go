// Both kinds of status server are made, each in a function of its own.
// run: -old
package main

import (
	"flag"
	"log"
	"net/http"
)

type old struct{ address string }

func (o *old) serve() error { return http.ListenAndServe(o.address, http.NotFoundHandler()) } // want [listener-port-conflict] ":8080"

type health struct{ address string }

func (h *health) serve() {
	go func() { log.Fatal(http.ListenAndServe(h.address, http.NotFoundHandler())) }()
}

func main() {
	asOld := flag.Bool("old", false, "the old kind of status server, too")
	flag.Parse()
	h := &health{address: "0.0.0.0:8080"}
	h.serve()
	if *asOld {
		o := &old{address: ":8080"}
		log.Fatal(o.serve())
	}
	select {}
}
