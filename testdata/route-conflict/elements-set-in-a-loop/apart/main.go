// Elements that a first loop sets are registered by the second one, each once.
package main

import (
	"log"
	"net/http"
	"strings"
)

type route struct {
	path    string
	handler http.Handler
}

func main() {
	routes := []route{{"/a", http.NotFoundHandler()}, {"/b", http.NotFoundHandler()}}
	for i, r := range routes {
		routes[i].handler = http.StripPrefix("/", r.handler)
	}
	for _, r := range routes {
		http.Handle(r.path, r.handler)
	}
	names := []string{"C", "d"}
	for i := range names {
		names[i] = "/" + strings.ToLower(names[i])
	}
	for _, name := range names {
		http.HandleFunc(name, http.NotFound)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:18482", nil))
}
