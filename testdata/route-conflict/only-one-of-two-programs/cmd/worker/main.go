package main

import (
	"log"
	"net/http"

	_ "example.com/only-one-of-two-programs/health"
)

func main() {
	http.HandleFunc("/readyz", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
