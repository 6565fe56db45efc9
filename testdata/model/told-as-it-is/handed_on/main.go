// Two functions hand on to one mux.
package main

import (
	"log"
	"net/http"
)

func ok(http.ResponseWriter, *http.Request) {}

type handler struct{ next http.HandlerFunc }

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) { h.serve(w, r) }

func (h *handler) serve(w http.ResponseWriter, r *http.Request) { h.next(w, r) }

func logged(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		log.Println(r.URL.Path)
		next(w, r)
	}
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/users", ok)
	log.Fatal(http.ListenAndServe("127.0.0.1:18833", &handler{next: logged(mux.ServeHTTP)}))
}
