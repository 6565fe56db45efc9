// Clean: each pair has one that is more specific, or differs in method or host.
package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/", http.NotFound)
	mux.HandleFunc("/{$}", http.NotFound)
	mux.HandleFunc("/items/", http.NotFound)
	mux.HandleFunc("/items", http.NotFound)
	mux.HandleFunc("/items/{id}", http.NotFound)
	mux.HandleFunc("/items/latest", http.NotFound)
	mux.HandleFunc("GET /items/latest", http.NotFound)
	mux.HandleFunc("HEAD /items/latest", http.NotFound)
	mux.HandleFunc("POST /items/latest", http.NotFound)
	mux.HandleFunc("example.com/items/latest", http.NotFound)
	mux.HandleFunc("/items/{id}/{part...}", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
