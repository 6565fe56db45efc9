// Two keys of a map may have one value.
package main

import (
	"log"
	"net/http"
)

func answer(http.ResponseWriter, *http.Request) {}

func main() {
	kinds := map[string]string{"users": "table", "posts": "table"}
	for _, kind := range kinds {
		switch kind {
		case "table":
			http.HandleFunc("/tables/", answer) // want [route-conflict] "/tables/"
		}
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
