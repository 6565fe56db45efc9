// Go opens 0.0.0.0 as one socket for both families, so that even [::1] is taken.
package main

import (
	"log"
	"net/http"
)

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe("0.0.0.0:8080", http.NotFoundHandler()) }()
	go func() { failed <- http.ListenAndServe("[::1]:8080", http.NotFoundHandler()) }() // want [listener-port-conflict error] ":8080"
	log.Fatal(<-failed)
}
