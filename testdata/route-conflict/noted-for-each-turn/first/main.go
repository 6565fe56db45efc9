// The first turn does more than the others.
package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	first := true
	for _, path := range []string{"/a", "/b"} {
		if first {
			mux.HandleFunc("/", http.NotFound)
			first = false
		}
		mux.HandleFunc(path, http.NotFound)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:18701", mux))
}
