// Sprintf with a prefix that a variable holds, against a literal.
package main

import (
	"fmt"
	"log"
	"net/http"
)

func register(mux *http.ServeMux, version int) {
	mux.HandleFunc(fmt.Sprintf("GET /v%d/items/{id}", version), http.NotFound)
}

func main() {
	mux := http.NewServeMux()
	register(mux, 1)
	register(mux, 2)
	mux.HandleFunc("GET /v2/items/{name}", http.NotFound) // want [route-conflict] "GET /v2/items/{name}" "GET /v2/items/{id}"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
