// Only with -debug are there two: a warning.
// run: -
// run: -debug
package main

import (
	"flag"
	"log"
	"net/http"
)

func main() {
	debug := flag.Bool("debug", false, "serve profiles")
	flag.Parse()
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(":6060", http.NotFoundHandler()) }()
	if *debug {
		go func() { failed <- http.ListenAndServe("localhost:6060", http.NotFoundHandler()) }() // want [listener-port-conflict warning] ":6060"
	}
	log.Fatal(<-failed)
}
