// A loop registers two patterns, a later line one of them again.
package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	for _, path := range []string{"/", "/index.html", "/favicon.ico"} {
		mux.HandleFunc(path, http.NotFound)
	}
	mux.HandleFunc("/index.html", http.NotFound) // want [route-conflict] "/index.html"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
