// What is made of two keys may be the same.
package main

import (
	"log"
	"net/http"
	"strings"
)

func answer(http.ResponseWriter, *http.Request) {}

func main() {
	handlers := map[string]http.HandlerFunc{"All": answer, "all": answer}
	for kind, handler := range handlers {
		kind = strings.ToLower(kind)
		switch kind {
		case "all":
			http.HandleFunc("/all/", handler) // want [route-conflict] "/all/"
		}
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
