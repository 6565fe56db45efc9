// The same string twice panics today: that is route-conflict, and nothing is left to
// say about an upgrade.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/status", http.NotFound)
	http.HandleFunc("/status", http.NotFound) // want [route-conflict error] "/status"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
