// ServeHTTP hands on to another method of the same object.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type handler struct{ mux *http.ServeMux }

func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) { h.serve(w, r) }

func (h handler) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Server", "own")
	h.mux.ServeHTTP(w, r)
}

func main() {
	srv := &http.Server{Addr: ":18813", Handler: handler{mux: http.DefaultServeMux}}
	log.Fatal(srv.ListenAndServe()) // want [pprof-exposed @own_method] ":18813"
}
