// An arm for two keys is taken twice.
package main

import (
	"log"
	"net/http"
)

func answer(http.ResponseWriter, *http.Request) {}

func main() {
	handlers := map[string]http.HandlerFunc{"*": answer, "all": answer}
	for kind, handler := range handlers {
		switch kind {
		case "*", "all":
			http.HandleFunc("/all/", handler) // want [route-conflict] "/all/"
		}
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
