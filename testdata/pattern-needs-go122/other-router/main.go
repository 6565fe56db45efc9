// Clean: chi has had wildcards in every release.
package main

import (
	"log"
	"net/http"

	"github.com/go-chi/chi/v5"
)

func main() {
	r := chi.NewRouter()
	r.Get("/users/{id}", http.NotFound)
	r.Handle("/files/*", http.NotFoundHandler())
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", r))
}
