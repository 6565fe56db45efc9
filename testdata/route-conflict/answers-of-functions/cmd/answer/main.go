// Whoever does not proxy, serves itself.
package main

import (
	"log"
	"net/http"
	"os"
)

func proxy(mux *http.ServeMux, to string) bool {
	if to == "" {
		return false
	}
	mux.HandleFunc("/api/", http.NotFound)
	return true
}

func main() {
	mux := http.NewServeMux()
	if !proxy(mux, os.Getenv("UPSTREAM")) {
		mux.HandleFunc("/api/", http.NotFound)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:18094", mux))
}
