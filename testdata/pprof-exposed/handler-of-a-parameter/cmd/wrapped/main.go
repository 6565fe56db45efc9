// The same through a wrapper, a method.
// run: -
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
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
	mux := a.routes(http.DefaultServeMux)
	srv := &http.Server{Addr: ":7252", Handler: mux}
	log.Fatal(srv.ListenAndServe()) // want [pprof-exposed] "/debug/pprof/"
}
