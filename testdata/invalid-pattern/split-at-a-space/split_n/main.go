package main

import (
	"log"
	"net/http"
	"strings"
)

func split(p string) (method, path string) {
	parts := strings.SplitN(p, " ", 2)
	if len(parts) == 2 {
		return parts[0] + " ", parts[1]
	}
	return "", p
}

func handle(mux *http.ServeMux, base, p string) {
	m, path := split(p)
	mux.HandleFunc(m+base+path, http.NotFound)
}

func main() {
	mux := http.NewServeMux()
	handle(mux, "/v1", "GET /users")
	handle(mux, "/v1", "/users")
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
