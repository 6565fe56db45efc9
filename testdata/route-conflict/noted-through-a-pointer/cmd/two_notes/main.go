package main

import (
	"log"
	"net/http"
)

func register(mux *http.ServeMux, done *bool) {
	if *done {
		return
	}
	*done = true
	mux.HandleFunc("/once", http.NotFound) // want [route-conflict] "/once"
}

func main() {
	mux := http.NewServeMux()
	var first, second bool
	register(mux, &first)
	register(mux, &second)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
