// build: skip each file is a program of its own, run with `go run FILE`
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
