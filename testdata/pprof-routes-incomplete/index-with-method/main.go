// A method in the pattern changes nothing about what Index serves.
package main

import (
	"log"
	"net/http"
	pp "net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /debug/pprof/", pp.Index) // want [pprof-routes-incomplete] "profile"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", mux))
}
