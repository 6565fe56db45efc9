// One has more methods, the other a more general path: neither wins.
package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/files/", http.NotFound)
	mux.HandleFunc("GET /", http.NotFound) // want [route-conflict] "GET /" "/files/"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
