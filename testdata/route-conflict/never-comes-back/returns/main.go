// What is called returns: both are registered.
package main

import (
	"log"
	"net/http"
	"os"
)

func worker() {
	http.HandleFunc("/healthz", http.NotFound)
	if len(os.Args) > 5 {
		log.Fatal("too many")
	}
}

func main() {
	worker()
	http.HandleFunc("/healthz", http.NotFound) // want [route-conflict @returns] "/healthz"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
