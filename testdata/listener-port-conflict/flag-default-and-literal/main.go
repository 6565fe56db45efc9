// One is fixed, the other a default.
// run: -
// run: -web=:8081
package main

import (
	"flag"
	"log"
	"net/http"
)

func main() {
	web := flag.String("web", "0.0.0.0:6060", "address of the pages")
	flag.Parse()
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe("localhost:6060", http.NotFoundHandler()) }()
	go func() { failed <- http.ListenAndServe(*web, http.NotFoundHandler()) }() // want [listener-port-conflict warning] ":6060"
	log.Fatal(<-failed)
}
