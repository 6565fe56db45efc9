// `handle` is a method of the default mux, taken as a value.
package main

import (
	"log"
	"net/http"
)

func main() {
	handle := http.HandleFunc
	handle("/a", http.NotFound)
	mux := http.NewServeMux()
	add := mux.HandleFunc
	add("/b", http.NotFound)
	add("/b", http.NotFound) // want [route-conflict] "/b"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
