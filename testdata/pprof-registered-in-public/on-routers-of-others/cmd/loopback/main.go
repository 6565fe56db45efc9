// persona: pedantic
// Two that get along, whatever a mux of net/http would say; only this machine comes there.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"

	"github.com/go-chi/chi/v5"
)

func main() {
	r := chi.NewRouter()
	r.Get("/debug/pprof/symbol", pprof.Symbol)
	r.Post("/debug/pprof/symbol", pprof.Symbol)
	r.Get("/debug/{what}/{which}", pprof.Index)
	r.Get("/{area}/pprof/{which}", pprof.Index)
	log.Fatal(http.ListenAndServe("127.0.0.1:3002", r))
}
