package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "net/http/pprof"
)

func main() {
	http.DefaultServeMux = http.NewServeMux()
	mux := http.DefaultServeMux
	mux.HandleFunc("/stats", http.NotFound)
	http.HandleFunc("/stats", http.NotFound) // want [route-conflict] "/stats"
	log.Fatal(http.ListenAndServe("127.0.0.1:0", nil))
}
