// The answer is the other way round.
package main

import (
	"net/http"
	"os"
)

func proxy(mux *http.ServeMux, to string) bool {
	if to == "none" {
		return false
	}
	mux.HandleFunc("/api/", http.NotFound)
	return true
}

func main() {
	mux := http.NewServeMux()
	if proxy(mux, os.Getenv("UPSTREAM")) {
		mux.HandleFunc("/api/", http.NotFound) // want [route-conflict] "/api/ matches the same requests as /api/"
	}
}
