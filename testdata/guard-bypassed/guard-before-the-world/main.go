// The guard was meant to make a public listener safe.
package main

import (
	"crypto/subtle"
	"log"
	"net/http"
	"net/http/pprof"
	"os"
)

func guarded(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := os.Getenv("TOKEN")
		if token == "" || subtle.ConstantTimeCompare([]byte(r.Header.Get("Authorization")), []byte(token)) != 1 {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		h.ServeHTTP(w, r)
	})
}

func main() {
	http.Handle("/debug/pprof/", guarded(http.HandlerFunc(pprof.Index))) // want [guard-bypassed] "/debug/pprof/"
	log.Fatal(http.ListenAndServe(":8080", nil))                         // want [pprof-exposed] ":8080"
}
