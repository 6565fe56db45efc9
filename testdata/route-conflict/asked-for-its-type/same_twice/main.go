// Two values of one type: the second call registers what the first did.
package main

import (
	"log"
	"net/http"
)

type users struct{ name string }
type orders struct{}

func ok(http.ResponseWriter, *http.Request) {}

func mount(mux *http.ServeMux, part any) {
	switch part.(type) {
	case users:
		mux.HandleFunc("/users", ok) // want [route-conflict @same_twice] "/users matches the same requests as /users"
	case orders:
		mux.HandleFunc("/orders", ok)
	}
}

func main() {
	mux := http.NewServeMux()
	mount(mux, orders{})
	mount(mux, users{"a"})
	mount(mux, users{"b"})
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
