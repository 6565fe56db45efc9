// A loop in a loop comes to each key again.
package main

import (
	"log"
	"net/http"
)

func answer(http.ResponseWriter, *http.Request) {}

func main() {
	handlers := map[string]http.HandlerFunc{"*": answer, "users": answer}
	for _, host := range []string{"a.example.com", "b.example.com"} {
		log.Println(host)
		for kind, handler := range handlers {
			switch kind {
			case "*":
				http.HandleFunc("/all/", handler) // want [route-conflict] "/all/"
			}
		}
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
