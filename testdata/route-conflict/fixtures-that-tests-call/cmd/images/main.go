package main

import (
	"log"
	"net/http"

	"example.com/fixtures/images"
)

func main() {
	images.HandleList()
	images.HandleCreate()
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", images.Mux))
}
