// Two ports.
package main

import (
	"log"
	"net/http"
)

func main() {
	a := &http.Server{Addr: "127.0.0.1:18882", Handler: http.NewServeMux()}
	b := &http.Server{Addr: "127.0.0.1:18883", Handler: http.NewServeMux()}
	failed := make(chan error)
	for _, s := range []*http.Server{a, b} {
		go func() { failed <- s.ListenAndServe() }()
	}
	log.Fatal(<-failed)
}
