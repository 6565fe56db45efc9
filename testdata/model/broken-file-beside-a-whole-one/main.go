// build: skip the file beside it does not compile
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/status", http.NotFound)
	more()
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
