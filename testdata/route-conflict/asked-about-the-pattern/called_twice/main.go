package main

import (
	"log"
	"net/http"
)

func add(mux *http.ServeMux, point string) {
	mux.HandleFunc(point, http.NotFound)
	if point != "/" {
		mux.HandleFunc("/", http.NotFound) // want [route-conflict] "/"
	}
}

func main() {
	mux := http.NewServeMux()
	add(mux, "/")
	add(mux, "/x")
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
