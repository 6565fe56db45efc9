package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/y", http.NotFound)
	p := &mux
	mux.HandleFunc("/z", http.NotFound)
	mux.HandleFunc("/z", http.NotFound) // want [route-conflict] "/z"
	*p = http.NewServeMux()
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
