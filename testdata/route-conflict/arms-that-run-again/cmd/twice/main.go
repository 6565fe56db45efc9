// A function that is called twice goes over the map twice.
package main

import (
	"log"
	"net/http"
)

func answer(http.ResponseWriter, *http.Request) {}

func register(mux *http.ServeMux, handlers map[string]http.HandlerFunc) {
	for kind, handler := range handlers {
		switch kind {
		case "*":
			mux.HandleFunc("/all/", handler) // want [route-conflict] "/all/"
		}
	}
}

func main() {
	handlers := map[string]http.HandlerFunc{"*": answer, "users": answer}
	mux := http.NewServeMux()
	register(mux, handlers)
	register(mux, handlers)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
