// Clean: the import's routes are on the default mux, which nobody serves.
// guarded: /debug/pprof/
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func requireAuth(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, _, ok := r.BasicAuth(); !ok {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", requireAuth(pprof.Index))
	mux.HandleFunc("/debug/pprof/cmdline", requireAuth(pprof.Cmdline))
	mux.HandleFunc("/debug/pprof/profile", requireAuth(pprof.Profile))
	mux.HandleFunc("/debug/pprof/symbol", requireAuth(pprof.Symbol))
	mux.HandleFunc("/debug/pprof/trace", requireAuth(pprof.Trace))
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", mux))
}
