package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index) // want [pprof-routes-incomplete] "`/debug/pprof/profile` and `/debug/pprof/trace` answer 404"
	mux.HandleFunc("/debug/pprof/{action}", pprof.Index)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
