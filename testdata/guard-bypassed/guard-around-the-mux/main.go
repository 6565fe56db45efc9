// Clean: the guard stands before the mux, not inside it.
// guarded: /debug/pprof/
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func requireAuth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, _, ok := r.BasicAuth(); !ok {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func main() {
	http.Handle("/", requireAuth(http.NotFoundHandler()))
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", requireAuth(http.DefaultServeMux)))
}
