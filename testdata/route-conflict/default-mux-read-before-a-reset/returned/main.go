package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func debug() *http.ServeMux {
	mux := http.DefaultServeMux
	http.DefaultServeMux = http.NewServeMux()
	return mux
}

func stats(mux *http.ServeMux) { mux.HandleFunc("/stats", http.NotFound) }

func main() {
	mux := debug()
	stats(mux)
	stats(http.DefaultServeMux)
	go func() { log.Println(http.ListenAndServe("127.0.0.1:0", mux)) }()
	log.Fatal(http.ListenAndServe("127.0.0.1:0", nil))
}
