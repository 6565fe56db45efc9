// Go 1.22 panics, Go 1.23 starts and bypasses the guard: both are said.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func deny(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Debug") == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

func main() {
	http.HandleFunc("/debug/pprof/", deny(pprof.Index)) // want [route-conflict error E122] "/debug/pprof/" [guard-bypassed error E123] "/debug/pprof/"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
