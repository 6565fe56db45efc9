// A table of routes, as many services have it; one of them meets a line further down.
package main

import (
	"log"
	"net/http"
)

type route struct {
	pattern string
	handler http.HandlerFunc
}

var routes = []route{
	{"GET /users/{id}", http.NotFound},
	{"POST /users", http.NotFound},
	{pattern: "GET /health", handler: http.NotFound},
}

func main() {
	mux := http.NewServeMux()
	for _, r := range routes {
		mux.HandleFunc(r.pattern, r.handler)
	}
	mux.HandleFunc("GET /users/{name}", http.NotFound) // want [route-conflict] "GET /users/{name}" "GET /users/{id}"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
