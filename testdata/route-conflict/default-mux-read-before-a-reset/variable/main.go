package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

var debugMux = http.DefaultServeMux

func init() { http.DefaultServeMux = http.NewServeMux() }

func main() {
	debugMux.HandleFunc("/stats", http.NotFound)
	http.HandleFunc("/stats", http.NotFound)
	http.HandleFunc("/debug/pprof/heap", http.NotFound)
	go func() { log.Println(http.ListenAndServe("127.0.0.1:0", debugMux)) }()
	log.Fatal(http.ListenAndServe("127.0.0.1:0", nil))
}
