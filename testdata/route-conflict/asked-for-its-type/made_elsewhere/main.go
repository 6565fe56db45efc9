// What a file says decides of which type the part is: a run may come to both.
package main

import (
	"log"
	"net/http"
	"os"
)

type users struct{}
type orders struct{}

func ok(http.ResponseWriter, *http.Request) {}

func open(name string) any {
	if _, err := os.Stat(name); err == nil {
		return users{}
	}
	return orders{}
}

func mount(mux *http.ServeMux, part any) {
	switch part.(type) {
	case users:
		mux.HandleFunc("/users", ok)
	case orders:
		mux.HandleFunc("/orders", ok) // want [route-conflict @made_elsewhere] "/orders matches the same requests as /orders"
	}
}

func main() {
	mux := http.NewServeMux()
	mount(mux, open("no-such-file"))
	mount(mux, orders{})
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
