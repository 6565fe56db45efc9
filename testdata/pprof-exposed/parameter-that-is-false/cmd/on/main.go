package main

import (
	"log"
	"net/http"

	"example.com/parameter/debug"
)

const enabled = true

func main() {
	debug.Start(enabled)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", http.NewServeMux()))
}
