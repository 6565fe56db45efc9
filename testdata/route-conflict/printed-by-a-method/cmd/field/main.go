package main

import (
	"fmt"
	"log"
	"net/http"
)

type area struct{ path string }

func (a area) String() string { return a.path }

func register(mux *http.ServeMux, a area) {
	mux.HandleFunc(fmt.Sprintf("GET /v1%v", a), http.NotFound)
}

func main() {
	mux := http.NewServeMux()
	register(mux, area{"/users"})
	register(mux, area{"/items"})
	mux.HandleFunc("GET /v1/items", http.NotFound) // want [route-conflict] "/v1/items"
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
