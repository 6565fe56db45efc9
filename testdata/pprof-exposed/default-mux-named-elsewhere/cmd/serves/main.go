// A handler serves the default mux: what moves to another one would be gone there.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc("/home", func(w http.ResponseWriter, r *http.Request) {})
	http.HandleFunc("/v1/", func(w http.ResponseWriter, r *http.Request) {
		again := r.Clone(r.Context())
		again.URL.Path = r.URL.Path[len("/v1"):]
		http.DefaultServeMux.ServeHTTP(w, again)
	})
	log.Fatal(http.ListenAndServe(":18421", nil)) // want [pprof-exposed] "serves the pprof routes"
}
