// A wildcard must fill its segment.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/b_{bucket}", http.NotFound) // want [invalid-pattern error] "/b_{bucket}"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
