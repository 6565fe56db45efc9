// Clean: port 0 is a free port each time.
package main

import (
	"log"
	"net/http"
)

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(":0", http.NotFoundHandler()) }()
	go func() { failed <- http.ListenAndServe(":0", http.NotFoundHandler()) }()
	log.Fatal(<-failed)
}
