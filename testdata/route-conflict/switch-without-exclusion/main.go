// The branches exclude each other, the registration below the switch excludes none.
// run: api
package main

import (
	"log"
	"net/http"
	"os"
)

func main() {
	mux := http.NewServeMux()
	switch os.Args[1] {
	case "api":
		mux.HandleFunc("/status", http.NotFound)
	case "web":
		mux.HandleFunc("/index.html", http.NotFound)
	}
	mux.HandleFunc("/status", http.NotFound) // want [route-conflict] "/status"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
