// A //go:debug line counts in the main package only: this one is in a library.
package main

import (
	"log"
	"net/http"

	_ "example.com/go-debug-in-library/settings"
)

func main() {
	http.HandleFunc("/a/{x}", http.NotFound)
	http.HandleFunc("/{y}/b", http.NotFound) // want [route-conflict] "/{y}/b" "/a/{x}"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
