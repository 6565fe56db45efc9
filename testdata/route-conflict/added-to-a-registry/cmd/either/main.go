// A run adds one of two.
package main

import "os"
import (
	"log"
	"net/http"
)

func ok(http.ResponseWriter, *http.Request) {}

var patterns []string

func add(pattern string) { patterns = append(patterns, pattern) }

func main() {
	if os.Getenv("OLD") != "" {
		add("/status")
	} else {
		add("/status")
	}
	mux := http.NewServeMux()
	for _, pattern := range patterns {
		mux.HandleFunc(pattern, ok)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
