// The vendored dependency registers /healthz in a package variable's initialiser.
package main

import (
	"log"
	"net/http"

	"example.org/health/probe"
)

func main() {
	probe.Set("starting")
	http.HandleFunc("/healthz", http.NotFound) // want [route-conflict] "/healthz"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
