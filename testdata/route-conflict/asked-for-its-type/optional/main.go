// Of two parts one has the optional method.
package main

import (
	"log"
	"net/http"
)

type part interface{ Routes(*http.ServeMux) }
type pinger interface{ Ping() }

type users struct{}
type orders struct{}

func ok(http.ResponseWriter, *http.Request) {}

func (users) Routes(mux *http.ServeMux)  { mux.HandleFunc("/users", ok) }
func (orders) Routes(mux *http.ServeMux) { mux.HandleFunc("/orders", ok) }
func (orders) Ping()                     {}

func main() {
	mux := http.NewServeMux()
	for _, part := range []part{users{}, orders{}} {
		part.Routes(mux)
		if _, ok := part.(pinger); ok {
			mux.HandleFunc("/ping", http.NotFound)
		}
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
