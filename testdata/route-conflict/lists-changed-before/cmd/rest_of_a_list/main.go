package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	ps := []string{"/x", "/y", "/z"}
	for _, p := range ps[1:] {
		mux.HandleFunc(p, http.NotFound)
	}
	mux.HandleFunc("/z", http.NotFound) // want [route-conflict] "/z"
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
