// `GET,POST` is no method: a comma is no character of a token.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("GET,POST /items", http.NotFound) // want [invalid-pattern] "GET,POST /items" "invalid method"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
