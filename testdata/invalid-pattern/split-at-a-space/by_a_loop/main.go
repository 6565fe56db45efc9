package main

import (
	"log"
	"net/http"
	"strings"
)

var methods = []string{"GET", "POST"}

func split(p string) (string, string) {
	for _, m := range methods {
		if rest, ok := strings.CutPrefix(p, m+" "); ok {
			return m, rest
		}
	}
	return "", p
}

func handle(mux *http.ServeMux, base, p string) {
	m, rest := split(p)
	if m != "" {
		mux.HandleFunc(m+" "+base+rest, http.NotFound)
		return
	}
	mux.HandleFunc(base+p, http.NotFound)
}

func main() {
	mux := http.NewServeMux()
	handle(mux, "/v1", "GET /users")
	handle(mux, "/v1", "/users")
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
