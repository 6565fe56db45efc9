// `GET ` is part of the path here: no request ever comes.
package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /users", http.NotFound)    // want [pattern-needs-go122 warning] "GET /users"
	mux.HandleFunc("POST /users", http.NotFound)   // want [pattern-needs-go122 warning] "POST /users"
	mux.HandleFunc("/users/{id}", http.NotFound)   // want [pattern-needs-go122 warning] "/users/{id}"
	mux.HandleFunc("/files/{p...}", http.NotFound) // want [pattern-needs-go122 warning] "/files/{p...}"
	mux.HandleFunc("/{$}", http.NotFound)          // want [pattern-needs-go122 warning] "/{$}"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
