// All that is added is another one.
package main

import (
	"log"
	"net/http"
)

func ok(http.ResponseWriter, *http.Request) {}

var patterns []string

func add(pattern string) { patterns = append(patterns, pattern) }

func main() {
	add("/status")
	add("/users")
	add("/users/{id}")
	mux := http.NewServeMux()
	for _, pattern := range patterns {
		mux.HandleFunc(pattern, ok)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
