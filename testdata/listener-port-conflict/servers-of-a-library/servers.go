// Package servers is clean: a test that imports it starts one of them, nobody here starts both.
package servers

import (
	"fmt"
	"net/http"
)

const port = 11425

// Names is a server of names.
func Names() *http.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("/names", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "{}") })
	server := &http.Server{Addr: fmt.Sprintf(":%d", port), Handler: mux}
	go func() { _ = server.ListenAndServe() }()
	return server
}

// Places is a server of places.
func Places() *http.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("/places", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "{}") })
	server := &http.Server{Addr: fmt.Sprintf(":%d", port), Handler: mux}
	go func() { _ = server.ListenAndServe() }()
	return server
}
