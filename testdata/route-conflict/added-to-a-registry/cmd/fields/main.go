// Modules that hold the function which registers.
package main

import (
	"log"
	"net/http"
)

func ok(http.ResponseWriter, *http.Request) {}

type module interface{ register(mux *http.ServeMux) }

type adapt struct{ with func(*http.ServeMux) }

func (a adapt) register(mux *http.ServeMux) { a.with(mux) }

type orders struct{}

func (orders) routes(mux *http.ServeMux) { mux.HandleFunc("GET /orders/{id}/{part}", ok) }

type bills struct{}

func (bills) routes(mux *http.ServeMux) { mux.HandleFunc("GET /{kind}/{id}/bill", ok) } // want [route-conflict @cmd/fields] "GET /{kind}/{id}/bill" "GET /orders/{id}/{part}"

func main() {
	mux := http.NewServeMux()
	for _, m := range []module{adapt{orders{}.routes}, adapt{bills{}.routes}} {
		m.register(mux)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
