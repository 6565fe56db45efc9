// gorilla's router hands everything below /debug/ to the default mux.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"github.com/gorilla/mux"
)

func main() {
	r := mux.NewRouter()
	r.HandleFunc("/users/{id}", http.NotFound).Methods("GET")
	r.PathPrefix("/debug/").Handler(http.DefaultServeMux)
	log.Fatal(http.ListenAndServe(":8080", r)) // want [pprof-exposed] ":8080"
}
