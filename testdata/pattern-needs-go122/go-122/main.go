// Clean: the go line turns the new mux on.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("GET /users/{id}", http.NotFound)
	http.HandleFunc("/{$}", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
