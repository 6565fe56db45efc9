// Each version has routes of its own.
package main

import (
	"log"
	"net/http"
)

type api struct {
	version int
	kind    kind
}

type kind int

const (
	plain kind = iota
	full
)

func ok(http.ResponseWriter, *http.Request) {}

func (a api) register(mux *http.ServeMux) {
	if a.kind == full {
		mux.HandleFunc("/full", ok)
	}
	if a.version >= 2 {
		mux.HandleFunc("/v2/new", ok)
		return
	}
	mux.HandleFunc("/v1/old", ok)
}

func main() {
	mux := http.NewServeMux()
	api{1, plain}.register(mux)
	api{2, full}.register(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
