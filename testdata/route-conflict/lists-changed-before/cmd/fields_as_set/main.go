package main

import (
	"log"
	"net/http"
)

type R struct{ P string }

func main() {
	mux := http.NewServeMux()
	rs := []R{{"/x"}, {"/y"}}
	for i := range rs {
		rs[i].P = "/v1" + rs[i].P
	}
	for _, r := range rs {
		mux.HandleFunc(r.P, http.NotFound)
	}
	mux.HandleFunc("/v1/y", http.NotFound) // want [route-conflict] "/v1/y"
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
