// Each call asks for features of its own.
package main

import (
	"log"
	"net/http"
)

type feature uint

const (
	users feature = 1 << iota
	orders
	admin
)

func ok(http.ResponseWriter, *http.Request) {}

func register(mux *http.ServeMux, want feature) {
	if want&users != 0 {
		mux.HandleFunc("/users", ok)
	}
	if want&orders != 0 {
		mux.HandleFunc("/orders", ok)
	}
	if want&admin == admin {
		mux.HandleFunc("/admin", ok)
	}
}

func main() {
	mux := http.NewServeMux()
	register(mux, users)
	register(mux, orders|admin)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
