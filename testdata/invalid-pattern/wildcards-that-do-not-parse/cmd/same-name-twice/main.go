// A name may stand once.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("GET /orgs/{id}/repos/{id}", http.NotFound) // want [invalid-pattern error] "GET /orgs/{id}/repos/{id}" "duplicate wildcard name"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
