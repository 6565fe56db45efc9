package main

import (
	"log"
	"net/http"
	"strings"
)

func handle(mux *http.ServeMux, base, p string) {
	if i := strings.Index(p, "\t"); i >= 0 {
		mux.HandleFunc(p[:i]+" "+base+p[i+1:], http.NotFound)
		return
	}
	mux.HandleFunc(base+p, http.NotFound) // want [invalid-pattern] "/v1GET /users"
}

func main() {
	mux := http.NewServeMux()
	handle(mux, "/v1", "GET /users")
	handle(mux, "/v1", "/users")
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
