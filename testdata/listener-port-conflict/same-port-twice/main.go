// Two servers, one port: the second to come loses.
package main

import (
	"log"
	"net/http"
)

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(":8080", http.NotFoundHandler()) }()
	go func() { failed <- http.ListenAndServe(":8080", http.NotFoundHandler()) }() // want [listener-port-conflict error] ":8080"
	log.Fatal(<-failed)
}
