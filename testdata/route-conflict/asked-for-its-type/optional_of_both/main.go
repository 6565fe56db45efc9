// Both parts have the optional method, one of them by what it embeds.
package main

import (
	"log"
	"net/http"
)

type part interface{ Routes(*http.ServeMux) }
type pinger interface {
	part
	Ping()
}

type base struct{}
type users struct{ base }
type orders struct{}

func ok(http.ResponseWriter, *http.Request) {}

func (base) Ping()                       {}
func (users) Routes(mux *http.ServeMux)  { mux.HandleFunc("/users", ok) }
func (orders) Routes(mux *http.ServeMux) { mux.HandleFunc("/orders", ok) }
func (orders) Ping()                     {}

func add(mux *http.ServeMux, part part) {
	part.Routes(mux)
	if _, ok := part.(pinger); ok {
		mux.HandleFunc("/ping", http.NotFound) // want [route-conflict @optional_of_both] "/ping matches the same requests as /ping"
	}
}

func main() {
	mux := http.NewServeMux()
	add(mux, users{})
	add(mux, orders{})
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
