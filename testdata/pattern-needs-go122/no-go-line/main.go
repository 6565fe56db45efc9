// A new compiler and an old go.mod: without a go line the old mux is in effect.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/users/{id}", http.NotFound) // want [pattern-needs-go122] "/users/{id}"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
