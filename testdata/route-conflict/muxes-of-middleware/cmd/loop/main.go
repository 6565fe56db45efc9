// A list of them, one around the other.
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
	h := http.NotFoundHandler()
	for _, wrap := range []func(http.Handler) http.Handler{healthz("/healthz"), healthz("/readyz"), healthz("/healthz")} {
		h = wrap(h)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:18095", h))
}
