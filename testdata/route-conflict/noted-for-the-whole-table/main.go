// Who sets the server up notes that it is done, and then registers a whole table, of which two patterns overlap.
package main

import (
	"log"
	"net/http"
)

type endpoint struct{ path string }

var (
	list  = endpoint{path: "items"}
	state = endpoint{path: "items/{name}/state"}
	last  = endpoint{path: "items/latest/{what}"}
	table = []endpoint{list, state, last}
)

type daemon struct {
	mux   *http.ServeMux
	ready bool
}

func (d *daemon) create(e endpoint) {
	d.mux.HandleFunc("/1.0/"+e.path, http.NotFound) // want [route-conflict] "/1.0/items/latest/{what}"
}

func (d *daemon) setUp() {
	if d.ready {
		return
	}
	d.ready = true
	d.fill()
}

func (d *daemon) fill() {
	for _, e := range table {
		d.create(e)
	}
}

func main() {
	d := &daemon{mux: http.NewServeMux()}
	d.setUp()
	d.setUp()
	log.Fatal(http.ListenAndServe("127.0.0.1:8094", d.mux))
}
