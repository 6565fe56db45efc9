// Clean: what stands before the default mux keeps the paths of the profiles back, or lets only others through.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "has no effect"
	"strings"
)

func without(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/debug/pprof") {
			http.NotFound(w, r)
			return
		}
		h.ServeHTTP(w, r)
	})
}

func either(own http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if path := r.URL.Path; strings.HasPrefix(path, "/debug/") {
			own.ServeHTTP(w, r)
		} else {
			http.DefaultServeMux.ServeHTTP(w, r)
		}
	}
}

func one(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/metrics":
		http.DefaultServeMux.ServeHTTP(w, r)
	default:
		http.NotFound(w, r)
	}
}

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(":8080", without(http.DefaultServeMux)) }()
	go func() { failed <- http.ListenAndServe(":8081", either(http.NotFoundHandler())) }()
	go func() { failed <- http.ListenAndServe(":8082", http.HandlerFunc(one)) }()
	log.Fatal(<-failed)
}
