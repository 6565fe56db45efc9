// With the method the two are the same pattern: no bypass, the program dies.
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
	http.HandleFunc("GET /debug/pprof/", requireAuth(pprof.Index)) // want [route-conflict] "GET /debug/pprof/"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
