// persona: pedantic
// What is handed to another library's router by name, in a group, too.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"

	"github.com/go-chi/chi/v5"
)

func main() {
	r := chi.NewRouter()
	r.Get("/users/{id}", http.NotFound)
	r.HandleFunc("/debug/pprof/", pprof.Index)           // want [pprof-registered-in-public note @cmd/chi] "/debug/pprof/"
	r.Handle("/debug/pprof/heap", pprof.Handler("heap")) // want [pprof-registered-in-public note @cmd/chi] "/debug/pprof/heap"
	r.Route("/internal", func(r chi.Router) {
		r.Get("/cmdline", pprof.Cmdline) // want [pprof-registered-in-public note @cmd/chi] "/internal/cmdline"
		r.Get("/ping", http.NotFound)
	})
	log.Fatal(http.ListenAndServe(":3000", r))
}
