package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/{name}", pprof.Index) // want [pprof-routes-incomplete] "`/debug/pprof/{name}` answers 404"
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
