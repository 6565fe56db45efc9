// Clean: the function runs twice, the registration only once.
package main

import (
	"log"
	"net/http"
	"sync"
)

var routes sync.Once

func start(address string) error {
	routes.Do(func() {
		http.HandleFunc("/health", func(w http.ResponseWriter, r *http.Request) {})
	})
	return http.ListenAndServe(address, nil)
}

func main() {
	failed := make(chan error)
	go func() { failed <- start("127.0.0.1:7201") }()
	go func() { failed <- start("127.0.0.1:7202") }()
	log.Fatal(<-failed)
}
