// It is handed on, and once behind a prefix.
package main

import (
	"log"
	"net/http"
)

type handle func(string, http.Handler)

func routes(add handle) {
	add("/status", http.NotFoundHandler())
}

func v1(add handle) {
	routes(func(pattern string, h http.Handler) {
		add("/v1"+pattern, h) // want [route-conflict @handed_on] "/v1/status matches the same requests as /v1/status"
	})
}

func all(add handle) {
	routes(add)
	v1(add)
}

func main() {
	mux := http.NewServeMux()
	mux.Handle("/v1/status", http.NotFoundHandler())
	all(mux.Handle)
	log.Fatal(http.ListenAndServe("127.0.0.1:18864", mux))
}
