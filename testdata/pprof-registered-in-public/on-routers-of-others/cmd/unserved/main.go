// persona: pedantic
// Of two routers the public one has none.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"

	"github.com/go-chi/chi/v5"
)

func main() {
	debug, public := chi.NewRouter(), chi.NewRouter()
	debug.HandleFunc("/debug/pprof/profile", pprof.Profile)
	public.Get("/", http.NotFound)
	go func() { log.Println(http.ListenAndServe("127.0.0.1:3003", debug)) }()
	log.Fatal(http.ListenAndServe(":3004", public))
}
