// The method that serves the default mux is none that ServeHTTP calls.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type handler struct{ public, debug http.HandlerFunc }

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) { h.serve(w, r) }

func (h *handler) serve(w http.ResponseWriter, r *http.Request) { h.public(w, r) }

func (h *handler) inspect(w http.ResponseWriter, r *http.Request) { h.debug(w, r) }

func main() {
	mux := http.NewServeMux()
	h := &handler{public: mux.ServeHTTP, debug: http.DefaultServeMux.ServeHTTP}
	go func() { log.Println(http.ListenAndServe("127.0.0.1:18814", http.HandlerFunc(h.inspect))) }()
	log.Fatal(http.ListenAndServe(":18815", h))
}
