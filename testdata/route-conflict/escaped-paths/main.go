// Percent escapes are decoded segment by segment: these two are one path.
package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/a%2Fb", http.NotFound)
	mux.HandleFunc("/a/b", http.NotFound)
	mux.HandleFunc("/a%2fb", http.NotFound) // want [route-conflict] "/a%2fb" "/a%2Fb"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
