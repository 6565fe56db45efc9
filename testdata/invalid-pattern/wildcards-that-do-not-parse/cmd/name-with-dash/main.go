// The name must be an identifier of Go.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/items/{item-id}", http.NotFound) // want [invalid-pattern error] "/items/{item-id}" "bad wildcard name"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
