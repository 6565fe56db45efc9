package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	handlers := map[string]http.HandlerFunc{"/users": http.NotFound, "/items": http.NotFound}
	for _, path := range []string{"/users"} {
		delete(handlers, path)
	}
	for path, handler := range handlers {
		mux.HandleFunc(path, handler)
	}
	mux.HandleFunc("/users", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
