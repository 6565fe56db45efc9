// What the router does not know goes to the default mux (kratos#3810).
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
	r.NotFound(http.DefaultServeMux.ServeHTTP)
	log.Fatal(http.ListenAndServe(":8000", r)) // want [pprof-exposed] ":8000"
}
