// A literal that is registered hands on to what its function was handed.
// run: -
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func routes(h http.Handler) *http.ServeMux {
	mux := http.NewServeMux()
	mux.Handle("/debug/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Seen", "yes")
		h.ServeHTTP(w, r)
	}))
	return mux
}

func main() {
	log.Fatal(http.ListenAndServe(":7251", routes(http.DefaultServeMux))) // want [pprof-exposed] "/debug/pprof/"
}
