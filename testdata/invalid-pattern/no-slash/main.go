// Without a slash it would be a host alone.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/", http.NotFound)
	http.HandleFunc("healthz", http.NotFound) // want [invalid-pattern] "healthz" "host/path missing /"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
