// Clean: a handler may be asked any number of times, and what it registers is not registered at the start.
package main

import (
	"log"
	"net/http"
	"os"
)

type web struct {
	mux   *http.ServeMux
	first bool
}

func (w *web) register() {
	for _, route := range []string{"GET /dns-query", "POST /dns-query"} {
		w.mux.HandleFunc(route, http.NotFound)
	}
}

func (w *web) install(rw http.ResponseWriter, r *http.Request) {
	if !w.first {
		http.NotFound(rw, r)
		return
	}
	w.first = false
	w.register()
}

func main() {
	_, err := os.Stat("config.yaml")
	w := &web{mux: http.NewServeMux(), first: err != nil}
	w.mux.HandleFunc("/install", w.install)
	if !w.first {
		w.register()
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", w.mux))
}
