// What is handed in is a mux of its own.
// run: -
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "has no effect"
)

type api struct{ name string }

func (a *api) limit(h http.Handler) http.Handler {
	limited := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Seen", a.name)
		h.ServeHTTP(w, r)
	})
	return limited
}

func (a *api) routes(h http.Handler) *http.ServeMux {
	mux := http.NewServeMux()
	mux.Handle("/debug/", a.limit(h))
	return mux
}

func main() {
	a := &api{name: "a"}
	own := http.NewServeMux()
	own.HandleFunc("/debug/version", func(http.ResponseWriter, *http.Request) {})
	log.Fatal(http.ListenAndServe(":7253", a.routes(own)))
}
