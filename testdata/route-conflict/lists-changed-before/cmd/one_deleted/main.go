package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	m := map[string]bool{"/x": true, "/y": true}
	delete(m, "/x")
	for p := range m {
		mux.HandleFunc(p, http.NotFound)
	}
	mux.HandleFunc("/x", http.NotFound)
	mux.HandleFunc("/y", http.NotFound) // want [route-conflict] "/y"
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
