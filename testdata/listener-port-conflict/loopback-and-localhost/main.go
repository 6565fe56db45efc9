// localhost is 127.0.0.1.
package main

import (
	"log"
	"net/http"
)

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe("127.0.0.1:6060", http.NotFoundHandler()) }()
	go func() { failed <- http.ListenAndServe("localhost:6060", http.NotFoundHandler()) }() // want [listener-port-conflict error] ":6060"
	log.Fatal(<-failed)
}
