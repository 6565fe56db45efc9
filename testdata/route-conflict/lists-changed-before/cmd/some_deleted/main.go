package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	m := map[string]bool{"/x": true, "/y": false}
	for p, keep := range m {
		if !keep {
			delete(m, p)
		}
	}
	for p := range m {
		mux.HandleFunc(p, http.NotFound)
	}
	mux.HandleFunc("/x", http.NotFound) // want [route-conflict] "/x"
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
