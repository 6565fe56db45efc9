// ":http" is port 80.
package main

import (
	"log"
	"net/http"
)

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(":http", http.NotFoundHandler()) }()
	go func() { failed <- http.ListenAndServe(":80", http.NotFoundHandler()) }() // want [listener-port-conflict error] ":80"
	log.Fatal(<-failed)
}
