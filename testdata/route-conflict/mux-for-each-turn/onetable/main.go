package main

import (
	"log"
	"net/http"
)

type route struct {
	pattern string
	h       http.HandlerFunc
}

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	mux := http.NewServeMux()
	for _, routes := range map[string][]route{
		"api":   {{"/healthz", ok}, {"/", ok}},
		"admin": {{"/healthz", ok}, {"/admin/", ok}},
	} {
		for _, r := range routes {
			mux.HandleFunc(r.pattern, r.h) // want [route-conflict @onetable] "/healthz"
		}
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8081", mux))
}
