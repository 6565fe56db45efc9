// The variable of a type switch is what the switch asks.
package main

import (
	"log"
	"net/http"
)

type parts struct{ mux *http.ServeMux }

func ok(http.ResponseWriter, *http.Request) {}

func mount(on any) {
	switch on := on.(type) {
	case *http.ServeMux:
		on.HandleFunc("/health", ok) // want [route-conflict @variable_of_the_case] "/health matches the same requests as /health"
	case *parts:
		on.mux.HandleFunc("/parts", ok)
	}
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/health", ok)
	mount(&parts{mux})
	mount(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
