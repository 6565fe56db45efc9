// expvar comes with a dependency; the program guards /debug/vars in vain.
package main

import (
	"log"
	"net/http"

	"example.org/metrics"
)

func locked(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Key") != "open" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		h(w, r)
	}
}

func main() {
	http.HandleFunc("/debug/vars", locked(metrics.Write)) // want [guard-bypassed] "/debug/vars"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
