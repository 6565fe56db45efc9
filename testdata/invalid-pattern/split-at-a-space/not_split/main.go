package main

import (
	"log"
	"net/http"
)

func handle(mux *http.ServeMux, base, p string) {
	mux.HandleFunc(base+p, http.NotFound) // want [invalid-pattern] "/v1GET /users"
}

func main() {
	mux := http.NewServeMux()
	handle(mux, "/v1", "GET /users")
	handle(mux, "/v1", "/users")
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
