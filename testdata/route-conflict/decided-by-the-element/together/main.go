// Two routes of the table go to the same of two muxes.
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
	routes := []route{{"/status", false}, {"/users", true}, {"/status", true}, {"/users", true}}
	public, admin := http.NewServeMux(), http.NewServeMux()
	for _, r := range routes {
		mux := public
		if r.admin {
			mux = admin
		}
		mux.HandleFunc(r.path, http.NotFound) // want [route-conflict @together] "/users"
	}
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:18702", admin)) }()
	log.Fatal(http.ListenAndServe("127.0.0.1:18701", public))
}
