// The import's GET /debug/pprof/ is more specific: an unauthenticated GET never comes
// to requireAuth.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
	"os"
)

func requireAuth(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, password, _ := r.BasicAuth(); password == "" || password != os.Getenv("DEBUG_PASSWORD") {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

func main() {
	http.HandleFunc("/debug/pprof/", requireAuth(pprof.Index)) // want [guard-bypassed error] "/debug/pprof/" "GET /debug/pprof/"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
