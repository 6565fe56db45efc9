package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	paths := []string{"/users", "/items"}
	for _, path := range paths[:1] {
		mux.HandleFunc(path, http.NotFound)
	}
	mux.HandleFunc("/items", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
