// chi keeps the whole path, so that a mounted default mux finds its routes.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"github.com/go-chi/chi/v5"
)

func main() {
	r := chi.NewRouter()
	r.Get("/users/{id}", http.NotFound)
	r.Mount("/debug", http.DefaultServeMux)
	log.Fatal(http.ListenAndServe(":3000", r)) // want [pprof-exposed] ":3000"
}
