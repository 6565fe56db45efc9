// With go 1.21 in go.mod these are two strings. Raise the line, and they are one route.
package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/users/{id}", http.NotFound)   // want [pattern-needs-go122] "/users/{id}"
	mux.HandleFunc("/users/{name}", http.NotFound) // want [route-conflict-after-upgrade warning] "/users/{name}" "1.22" [pattern-needs-go122] "/users/{name}"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
