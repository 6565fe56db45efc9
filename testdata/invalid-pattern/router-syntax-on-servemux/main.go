// A pattern of gorilla/mux, moved to ServeMux as it was.
package main

import (
	"log"
	"net/http"
)

const article = "/articles/{id:[0-9]+}"

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/articles/", http.NotFound)
	mux.HandleFunc(article, http.NotFound) // want [invalid-pattern] "/articles/{id:[0-9]+}"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
