package main

import (
	"log"
	"net/http"
)

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	muxes := map[string]*http.ServeMux{}
	for _, name := range []string{"public", "admin"} {
		mux := http.NewServeMux()
		mux.HandleFunc("/healthz", ok)
		muxes[name] = mux
	}
	muxes["public"].HandleFunc("/", ok)
	muxes["admin"].HandleFunc("/healthz", ok) // want [route-conflict @nametwice] "/healthz"
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:8081", muxes["public"])) }()
	log.Fatal(http.ListenAndServe("127.0.0.1:8082", muxes["admin"]))
}
