package main

import (
	"log"
	"net/http"
)

type route struct{ path string }

func main() {
	mux := http.NewServeMux()
	routes := []route{{"/users"}, {"/items"}}
	for i := range routes {
		r := &routes[i]
		r.path = "/v1" + r.path
	}
	for _, r := range routes {
		mux.HandleFunc(r.path, http.NotFound)
	}
	mux.HandleFunc("/users", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
