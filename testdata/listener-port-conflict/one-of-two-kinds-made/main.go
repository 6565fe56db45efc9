// Clean: where the old kind of status server is made, the new one is not, though the old one is started later.
// run:
// run: -old
package main

import (
	"flag"
	"log"
	"net/http"
)

type old struct{ address string }

func (o *old) serve() error { return http.ListenAndServe(o.address, http.NotFoundHandler()) }

type health struct{ address string }

func (h *health) serve() {
	go func() { log.Fatal(http.ListenAndServe(h.address, http.NotFoundHandler())) }()
}

type router struct{ component *old }

func newRouter(asOld bool) *router {
	r := &router{}
	if asOld {
		r.component = &old{address: ":8080"}
	} else {
		h := &health{address: "0.0.0.0:8080"}
		h.serve()
	}
	return r
}

func (r *router) run() {
	if r.component != nil {
		go func() { log.Fatal(r.component.serve()) }()
	}
	select {}
}

func main() {
	asOld := flag.Bool("old", false, "the old kind of status server")
	flag.Parse()
	newRouter(*asOld).run()
}
