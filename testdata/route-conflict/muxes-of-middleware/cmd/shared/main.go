// The mux is made outside of the literal: its calls share it.
package main

import (
	"log"
	"net/http"
)

func healthz(path string) func(http.Handler) http.Handler {
	m := http.NewServeMux()
	return func(next http.Handler) http.Handler {
		m.Handle(path, next) // want [route-conflict] "/healthz matches the same requests as /healthz"
		return m
	}
}

func main() {
	a := healthz("/healthz")
	log.Fatal(http.ListenAndServe("127.0.0.1:18095", a(a(http.NotFoundHandler()))))
}
