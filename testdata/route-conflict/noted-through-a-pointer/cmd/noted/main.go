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
	mux.HandleFunc("/once", http.NotFound)
}

func main() {
	mux := http.NewServeMux()
	var done bool
	register(mux, &done)
	register(mux, &done)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
