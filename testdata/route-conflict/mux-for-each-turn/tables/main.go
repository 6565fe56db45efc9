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
	for addr, routes := range map[string][]route{
		"127.0.0.1:8081": {{"/healthz", ok}, {"/", ok}},
		"127.0.0.1:8082": {{"/healthz", ok}, {"/admin/", ok}},
	} {
		mux := http.NewServeMux()
		for _, r := range routes {
			mux.HandleFunc(r.pattern, r.h)
		}
		go func() { log.Fatal(http.ListenAndServe(addr, mux)) }()
	}
	select {}
}
