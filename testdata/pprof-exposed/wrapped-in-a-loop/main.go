// Clean: one of the layers that a loop puts around the default mux keeps the profiles back.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "has no effect"
	"strings"
)

type middleware func(http.Handler) http.Handler

func wrap(h http.Handler, layers ...middleware) (wrapped http.Handler) {
	wrapped = h
	for _, layer := range layers {
		wrapped = layer(wrapped)
	}
	return wrapped
}

func withoutProfiles(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/debug/pprof") {
			http.NotFound(w, r)
			return
		}
		h.ServeHTTP(w, r)
	})
}

func limited(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, 1<<16)
		h.ServeHTTP(w, r)
	})
}

func main() {
	srv := &http.Server{
		Addr:    "0.0.0.0:8080",
		Handler: wrap(http.DefaultServeMux, withoutProfiles, limited),
	}
	log.Fatal(srv.ListenAndServe())
}
