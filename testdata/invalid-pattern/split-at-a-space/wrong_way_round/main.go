package main

import (
	"log"
	"net/http"
	"strings"
)

func handle(mux *http.ServeMux, base, p string) {
	method, path, ok := strings.Cut(p, " ")
	if ok {
		mux.HandleFunc(base+p, http.NotFound) // want [invalid-pattern] "/v1GET /users"
		return
	}
	mux.HandleFunc(method+" "+base+path, http.NotFound)
}

func main() {
	mux := http.NewServeMux()
	handle(mux, "/v1", "GET /users")
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
