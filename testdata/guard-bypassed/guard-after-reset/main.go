// Clean: the reset dropped the import's routes before the guarded one came.
// guarded: /debug/vars
package main

import (
	"expvar"
	"log"
	"net/http"
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
	http.DefaultServeMux = http.NewServeMux()
	http.Handle("/debug/vars", requireAuth(expvar.Handler()))
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
