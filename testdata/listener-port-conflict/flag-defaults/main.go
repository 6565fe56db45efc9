// Without arguments the two collide: a warning, for arguments can say otherwise.
// run: -
// run: -web=:8081
package main

import (
	"flag"
	"log"
	"net/http"
)

func main() {
	api := flag.String("api", ":8080", "address of the API")
	web := flag.String("web", ":8080", "address of the pages")
	flag.Parse()
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(*api, http.NotFoundHandler()) }()
	go func() { failed <- http.ListenAndServe(*web, http.NotFoundHandler()) }() // want [listener-port-conflict warning] ":8080"
	log.Fatal(<-failed)
}
