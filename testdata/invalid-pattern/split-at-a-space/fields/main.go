package main

import (
	"log"
	"net/http"
	"strings"
)

func handle(mux *http.ServeMux, base, p string) {
	parts := strings.Fields(p)
	if len(parts) == 2 {
		mux.HandleFunc(parts[0]+" "+base+parts[1], http.NotFound)
	} else {
		mux.HandleFunc(base+p, http.NotFound)
	}
}

func main() {
	mux := http.NewServeMux()
	handle(mux, "/v1", "GET /users")
	handle(mux, "/v1", "/users")
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
