// Clean: the loopback network has many addresses.
package main

import (
	"log"
	"net/http"
)

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe("127.0.0.1:6060", http.NotFoundHandler()) }()
	go func() { failed <- http.ListenAndServe("127.0.0.2:6060", http.NotFoundHandler()) }()
	log.Fatal(<-failed)
}
