package main

import (
	"log"
	"net/http"
	"strings"
)

func join(base, p string) string {
	if strings.IndexByte(p, ' ') < 0 {
		return base + p
	}
	method, path, _ := strings.Cut(p, " ")
	return method + " " + base + path
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc(join("/v1", "GET /users"), http.NotFound)
	mux.HandleFunc(join("/v1", "/users"), http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
