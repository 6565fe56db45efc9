// A list may hold one value twice.
package main

import (
	"log"
	"net/http"
)

func answer(http.ResponseWriter, *http.Request) {}

func main() {
	for _, kind := range []string{"*", "*"} {
		if kind == "*" {
			http.HandleFunc("/all/", answer) // want [route-conflict] "/all/"
		}
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
