// What is asked is a text.
package main

import (
	"log"
	"net/http"
)

type route struct {
	path, redirect string
}

func health(http.ResponseWriter, *http.Request) {}

func register(mux *http.ServeMux, r route) {
	if r.redirect != "" {
		mux.Handle(r.redirect, http.RedirectHandler(r.path, http.StatusFound))
	}
	mux.HandleFunc(r.path, health)
}

func main() {
	mux := http.NewServeMux()
	register(mux, route{path: "/health"})
	register(mux, route{path: "/healthz", redirect: "/ok"})
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
