// Commands in package variables, listed in a table: what is registered for one hangs on its fields.
package main

import (
	"fmt"
	"log"
	"net/http"
)

type command struct {
	path string
	get  http.HandlerFunc
}

var (
	rootCmd   = command{get: http.NotFound}
	ordersCmd = command{path: "orders/{id}", get: http.NotFound}
	proxyCmd  = command{
		path: "{name:.*}",
		get:  http.NotFound,
	}
)

var commands = []command{
	rootCmd,
	ordersCmd,
	proxyCmd,
}

type daemon struct{}

func (d *daemon) create(mux *http.ServeMux, version string, c command) {
	var uri string
	if c.path == "" {
		uri = fmt.Sprintf("/%s", version)
	} else if version != "" {
		uri = fmt.Sprintf("/%s/%s", version, c.path)
	} else {
		uri = fmt.Sprintf("/%s", c.path)
	}
	mux.HandleFunc(uri, c.get) // want [invalid-pattern] "/1.0/{name:.*}"
}

func main() {
	d := &daemon{}
	mux := http.NewServeMux()
	for _, c := range commands {
		d.create(mux, "1.0", c)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
