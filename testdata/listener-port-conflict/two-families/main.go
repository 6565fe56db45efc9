// Clean: 127.0.0.1 and ::1 are two addresses.
package main

import (
	"log"
	"net/http"
)

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe("127.0.0.1:6060", http.NotFoundHandler()) }()
	go func() { failed <- http.ListenAndServe("[::1]:6060", http.NotFoundHandler()) }()
	log.Fatal(<-failed)
}
