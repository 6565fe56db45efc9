// One call site, run twice by one process: the second start registers on the same
// mux again (m3#3721).
package main

import (
	"log"
	"net/http"
)

func start(address string) error {
	http.HandleFunc("/health", func(w http.ResponseWriter, r *http.Request) {}) // want [route-conflict error] "/health"
	return http.ListenAndServe(address, nil)
}

func main() {
	failed := make(chan error)
	go func() { failed <- start("127.0.0.1:7201") }()
	go func() { failed <- start("127.0.0.1:7202") }()
	log.Fatal(<-failed)
}
