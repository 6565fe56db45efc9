// One of the ports of the loop is taken by the line above it.
package main

import (
	"log"
	"net/http"
)

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(":8082", http.NotFoundHandler()) }()
	for _, address := range []string{":8081", ":8082", ":8083"} {
		go func(address string) {
			failed <- http.ListenAndServe(address, http.NotFoundHandler()) // want [listener-port-conflict] ":8082"
		}(address)
	}
	log.Fatal(<-failed)
}
