// Clean: no go.mod at all: files in a directory, as in GOPATH times. Nothing is built
// here; the facts about such programs are those of the go command (the old mux).
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
