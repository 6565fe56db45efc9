// None of the layers that the loop puts around this server's mux keeps the profiles back; the other server has one that does.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
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
	kept := &http.Server{Addr: ":8081", Handler: wrap(http.DefaultServeMux, limited, withoutProfiles)}
	go func() { log.Fatal(kept.ListenAndServe()) }()
	srv := &http.Server{
		Addr:    "0.0.0.0:8080",
		Handler: wrap(http.DefaultServeMux, limited),
	}
	log.Fatal(srv.ListenAndServe()) // want [pprof-exposed] "`0.0.0.0:8080`"
}
