// Each handler wraps the one before.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved @ranged] "no effect"
	"strings"
)

type middleware func(http.Handler) http.Handler

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Println(r.Method)
		next.ServeHTTP(w, r)
	})
}

func withoutDebug(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/debug/") {
			http.NotFound(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func chain(h http.Handler, wrappers ...middleware) http.Handler {
	for _, wrap := range wrappers {
		h = wrap(h)
	}
	return h
}

func main() {
	log.Fatal(http.ListenAndServe(":18751", chain(http.DefaultServeMux, withoutDebug, logged)))
}
