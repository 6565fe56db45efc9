package main

import (
	"log"
	"net/http"
	"strings"
)

func handle(mux *http.ServeMux, base, p string) {
	i := strings.Index(p, " ")
	if i == -1 {
		p = base + p
	} else {
		p = p[:i+1] + base + p[i+1:]
	}
	mux.HandleFunc(p, http.NotFound)
}

func main() {
	mux := http.NewServeMux()
	handle(mux, "/v1", "GET /users")
	handle(mux, "/v1", "/users")
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
