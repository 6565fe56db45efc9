// Clean of conflicts: the new mux tells these apart as well.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/users/", http.NotFound)
	http.HandleFunc("/items/{id}", http.NotFound)       // want [pattern-needs-go122] "/items/{id}"
	http.HandleFunc("/items/{id}/parts", http.NotFound) // want [pattern-needs-go122] "/items/{id}/parts"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
