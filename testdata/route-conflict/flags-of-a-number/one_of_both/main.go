// Both calls ask for one of the features.
package main

import (
	"log"
	"net/http"
)

type feature uint

const (
	users feature = 1 << iota
	orders
	all = users | orders
)

func ok(http.ResponseWriter, *http.Request) {}

func register(mux *http.ServeMux, want feature) {
	if want&users != 0 {
		mux.HandleFunc("/users", ok)
	}
	if want&orders != 0 {
		mux.HandleFunc("/orders", ok) // want [route-conflict @one_of_both] "/orders matches the same requests as /orders"
	}
}

func main() {
	mux := http.NewServeMux()
	register(mux, orders)
	register(mux, all&^users)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
