// Clean: the private address and loopback do not overlap.
package main

import (
	"log"
	"net/http"
)

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe("10.0.0.5:8080", http.NotFoundHandler()) }()
	go func() { failed <- http.ListenAndServe("127.0.0.1:8080", http.NotFoundHandler()) }()
	log.Fatal(<-failed)
}
