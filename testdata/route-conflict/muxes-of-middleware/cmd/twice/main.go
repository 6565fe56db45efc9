// Each call of the middleware makes a mux of its own.
package main

import (
	"log"
	"net/http"
)

func healthz(path string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		m := http.NewServeMux()
		m.HandleFunc(path, http.NotFound)
		m.Handle("/", next)
		return m
	}
}

func main() {
	a := healthz("/healthz")
	b := healthz("/healthz")
	log.Fatal(http.ListenAndServe("127.0.0.1:18095", a(b(http.NotFoundHandler()))))
}
