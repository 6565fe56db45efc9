// Clean: the program's own GET route beside its own general one is what it wants.
package main

import (
	"log"
	"net/http"
)

func logged(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		log.Println(r.Method)
		next(w, r)
	}
}

func main() {
	http.HandleFunc("/items/", logged(http.NotFound))
	http.HandleFunc("GET /items/", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
