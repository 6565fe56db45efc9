// Under the old mux nobody ships this: it panics.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func requireAuth(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, _, ok := r.BasicAuth(); ok {
			next(w, r)
		}
	}
}

func main() {
	http.HandleFunc("/debug/pprof/", requireAuth(pprof.Index)) // want [route-conflict] "/debug/pprof/"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
