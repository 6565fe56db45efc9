// Both ask, and each is of one type only.
package main

import (
	"log"
	"net/http"
)

type users struct{}
type orders struct{}

func ok(http.ResponseWriter, *http.Request) {}

func mount(mux *http.ServeMux, part any) {
	if _, ok := part.(users); ok {
		mux.HandleFunc("/users", http.NotFound)
	}
	if _, is := part.(orders); !is {
		return
	}
	mux.HandleFunc("/orders", ok)
}

func main() {
	mux := http.NewServeMux()
	mount(mux, users{})
	mount(mux, orders{})
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
