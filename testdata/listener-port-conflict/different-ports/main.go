// Clean: two ports.
package main

import (
	"log"
	"net/http"
)

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(":8080", http.NotFoundHandler()) }()
	go func() { failed <- http.ListenAndServe(":8081", http.NotFoundHandler()) }()
	log.Fatal(<-failed)
}
