package main

import (
	"log"
	"net/http"
)

type muxes map[string]*http.ServeMux

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	all := make(muxes)
	for _, addr := range []string{"127.0.0.1:8081", "127.0.0.1:8082"} {
		all[addr] = http.NewServeMux()
		all[addr].HandleFunc("/healthz", ok)
	}
	all["127.0.0.1:8082"].HandleFunc("/debug/", ok)
	for addr, mux := range all {
		go func() { log.Fatal(http.ListenAndServe(addr, mux)) }()
	}
	select {}
}
