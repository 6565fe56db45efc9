// A mux in a package variable of another package, used from two packages.
package main

import (
	"log"
	"net/http"

	"example.com/package-variable-mux/web"
)

func init() {
	web.Mux.HandleFunc("/status", http.NotFound) // want [route-conflict] "/status"
}

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", web.Mux))
}
