// Each route of the table goes to one of two muxes.
package main

import (
	"log"
	"net/http"
)

type route struct {
	path  string
	admin bool
}

func main() {
	routes := []route{{"/status", false}, {"/status", true}, {path: "/users", admin: true}, {path: "/users"}}
	public, admin := http.NewServeMux(), http.NewServeMux()
	for _, r := range routes {
		if r.admin {
			admin.HandleFunc(r.path, http.NotFound)
		} else {
			public.HandleFunc(r.path, http.NotFound)
		}
	}
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:18702", admin)) }()
	log.Fatal(http.ListenAndServe("127.0.0.1:18701", public))
}
