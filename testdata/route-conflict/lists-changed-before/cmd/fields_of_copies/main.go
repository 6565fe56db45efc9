package main

import (
	"log"
	"net/http"
)

type R struct{ P string }

func main() {
	mux := http.NewServeMux()
	rs := []R{{"/x"}, {"/y"}}
	for _, r := range rs {
		r.P = "/v1" + r.P
	}
	for _, r := range rs {
		mux.HandleFunc(r.P, http.NotFound)
	}
	mux.HandleFunc("/y", http.NotFound) // want [route-conflict] "/y"
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
