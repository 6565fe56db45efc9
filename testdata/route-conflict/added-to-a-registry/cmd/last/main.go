// What is added replaces what was there.
package main

import (
	"log"
	"net/http"
)

func ok(http.ResponseWriter, *http.Request) {}

var pattern string

func set(to string) { pattern = to }

func main() {
	set("/status")
	set("/status")
	mux := http.NewServeMux()
	mux.HandleFunc(pattern, ok)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
