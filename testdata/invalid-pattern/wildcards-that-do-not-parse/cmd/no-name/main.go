// A wildcard needs a name.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/a/{}", http.NotFound) // want [invalid-pattern error] "/a/{}" "empty wildcard"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
