// Each call mounts what its argument's type says.
package main

import (
	"log"
	"net/http"
)

type users struct{}
type orders struct{}

func ok(http.ResponseWriter, *http.Request) {}

func mount(mux *http.ServeMux, part any) {
	switch part := part.(type) {
	case nil:
		return
	case *users:
		mux.HandleFunc("/users", ok)
	case orders, *orders:
		mux.HandleFunc("/orders", ok)
	case *http.ServeMux:
		part.HandleFunc("/part", ok)
	default:
		mux.HandleFunc("/other", ok)
	}
}

func main() {
	mux := http.NewServeMux()
	mount(mux, &users{})
	mount(mux, orders{})
	mux.HandleFunc("/other", ok)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
