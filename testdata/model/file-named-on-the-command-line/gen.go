//go:build ignore

// lint: gen.go

package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/generated", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8081", nil))
}
