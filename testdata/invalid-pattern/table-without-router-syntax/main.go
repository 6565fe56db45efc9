// The table could ask for a router's syntax, and for two routes of one pattern; no element does. Clean: each element takes one
// arm, and none takes the first.
package main

import (
	"fmt"
	"log"
	"net/http"
)

type command struct {
	path  string
	match string
	get   http.HandlerFunc
}

var (
	rootCmd   = command{get: http.NotFound}
	ordersCmd = command{path: "orders/{id}", get: http.NotFound}
	itemsCmd  = command{path: "items", get: http.NotFound}
)

var commands = []command{
	rootCmd,
	ordersCmd,
	itemsCmd,
}

func create(mux *http.ServeMux, version string, c command) {
	uri := "/" + version
	if c.match != "" {
		uri = fmt.Sprintf("/%s/{name:%s}", version, c.match)
	} else if c.path != "" {
		uri = fmt.Sprintf("/%s/%s", version, c.path)
	}
	mux.HandleFunc(uri, c.get)
}

func main() {
	mux := http.NewServeMux()
	for _, c := range commands {
		create(mux, "1.0", c)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
