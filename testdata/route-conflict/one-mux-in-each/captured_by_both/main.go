// The mux that both have captured is one.
package main

import (
	"log"
	"net/http"
)

func ok(http.ResponseWriter, *http.Request) {}

func registrar(mux *http.ServeMux) func(string) {
	return func(pattern string) {
		mux.HandleFunc(pattern, ok) // want [route-conflict @captured_by_both] "/healthz matches the same requests as /healthz"
	}
}

func main() {
	mux := http.NewServeMux()
	users, orders := registrar(mux), registrar(mux)
	users("/healthz")
	orders("/healthz")
	log.Fatal(http.ListenAndServe("127.0.0.1:18850", mux))
}
