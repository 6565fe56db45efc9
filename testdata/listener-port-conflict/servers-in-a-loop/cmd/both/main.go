// Each server has a goroutine of its own.
package main

import (
	"log"
	"net/http"
)

func main() {
	a := &http.Server{Addr: "localhost:18881", Handler: http.NewServeMux()}
	b := &http.Server{Addr: "127.0.0.1:18881", Handler: http.NewServeMux()}
	failed := make(chan error)
	for _, s := range []*http.Server{a, b} {
		go func() { failed <- s.ListenAndServe() }() // want [listener-port-conflict @cmd/both] "18881"
	}
	log.Fatal(<-failed)
}
