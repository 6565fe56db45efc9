// The module says 1.21, the workspace says 1.22: the new mux is in effect, and the
// two patterns, different strings, are the same.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/a/{x}", http.NotFound)
	http.HandleFunc("/a/{y}", http.NotFound) // want [route-conflict] "/a/{y}" "/a/{x}"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
