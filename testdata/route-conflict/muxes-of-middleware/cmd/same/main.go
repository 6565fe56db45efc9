// One middleware whose own mux has two of a kind.
package main

import (
	"log"
	"net/http"
)

func healthz(path string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		m := http.NewServeMux()
		m.HandleFunc("/healthz", http.NotFound)
		m.HandleFunc(path, http.NotFound) // want [route-conflict] "/healthz matches the same requests as /healthz"
		m.Handle("/", next)
		return m
	}
}

func main() {
	a := healthz("/readyz")
	b := healthz("/healthz")
	log.Fatal(http.ListenAndServe("127.0.0.1:18095", a(b(http.NotFoundHandler()))))
}
