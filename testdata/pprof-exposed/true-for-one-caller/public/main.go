package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func newMux(debug bool) *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/healthz", http.NotFound)
	if debug {
		mux.Handle("/debug/", http.DefaultServeMux)
	}
	return mux
}

func main() {
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:9911", newMux(false))) }()
	log.Fatal(http.ListenAndServe(":9910", newMux(true))) // want [pprof-exposed @public] ":9910"
}
