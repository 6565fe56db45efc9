// The port is a number: 08080 is 8080.
package main

import (
	"log"
	"net/http"
)

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(":8080", http.NotFoundHandler()) }()
	go func() { failed <- http.ListenAndServe("127.0.0.1:08080", http.NotFoundHandler()) }() // want [listener-port-conflict error] ":8080"
	log.Fatal(<-failed)
}
