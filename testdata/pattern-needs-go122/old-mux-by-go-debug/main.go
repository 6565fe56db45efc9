// The go line is new, the directive brings the old mux back.

//go:debug httpmuxgo121=1
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("GET /users", http.NotFound) // want [pattern-needs-go122] "GET /users"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
