// What stands before the default mux looks at the path, and lets the profiles through.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"strings"
)

func only(own http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/debug/") {
			http.DefaultServeMux.ServeHTTP(w, r)
			return
		}
		own.ServeHTTP(w, r)
	}
}

func but(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/healthz" && !strings.HasPrefix(r.URL.Path, "/api/") {
		http.DefaultServeMux.ServeHTTP(w, r)
	}
}

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(":8080", only(http.NotFoundHandler())) }() // want [pprof-exposed] ":8080"
	go func() { failed <- http.ListenAndServe(":8081", http.HandlerFunc(but)) }()        // want [pprof-exposed] ":8081"
	log.Fatal(<-failed)
}
