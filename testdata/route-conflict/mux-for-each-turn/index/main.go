package main

import (
	"log"
	"net/http"
)

var addrs = []string{"127.0.0.1:8081", "127.0.0.1:8082"}

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	muxes := make([]*http.ServeMux, len(addrs))
	for i := range addrs {
		muxes[i] = http.NewServeMux()
		muxes[i].HandleFunc("/healthz", ok)
	}
	muxes[1].HandleFunc("/debug/", ok)
	for i, addr := range addrs {
		go func() { log.Fatal(http.ListenAndServe(addr, muxes[i])) }()
	}
	select {}
}
