// Clean: none of these panics, however odd it looks.
package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET/host", http.NotFound)
	mux.HandleFunc("get /lower", http.NotFound)
	mux.HandleFunc("/a//b", http.NotFound)
	mux.HandleFunc("/../up", http.NotFound)
	mux.HandleFunc("/percent/%zz", http.NotFound)
	mux.HandleFunc("/closing}", http.NotFound)
	mux.HandleFunc("/{id}/x}", http.NotFound)
	mux.HandleFunc("/{ñame}/y", http.NotFound)
	mux.HandleFunc("BREW /pot", http.NotFound)
	mux.HandleFunc("CONNECT /a/../b", http.NotFound)
	mux.HandleFunc("example.com:8080/x", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
