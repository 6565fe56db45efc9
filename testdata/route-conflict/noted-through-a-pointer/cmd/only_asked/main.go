package main

import (
	"log"
	"net/http"
)

func register(mux *http.ServeMux, skip *bool) {
	if *skip {
		return
	}
	mux.HandleFunc("/twice", http.NotFound) // want [route-conflict] "/twice"
}

func main() {
	mux := http.NewServeMux()
	var skip bool
	register(mux, &skip)
	register(mux, &skip)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
