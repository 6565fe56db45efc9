// The sibling module of the workspace registers in its init.
package main

import (
	"log"
	"net/http"

	_ "example.com/health"
)

func main() {
	http.HandleFunc("/healthz", http.NotFound) // want [route-conflict] "/healthz"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
