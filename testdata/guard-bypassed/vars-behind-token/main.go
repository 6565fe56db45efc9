// The same with expvar; the guard is a type.
package main

import (
	"expvar"
	"log"
	"net/http"
	"os"
)

type tokenGuard struct{ next http.Handler }

func (g tokenGuard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if token := os.Getenv("TOKEN"); token == "" || r.Header.Get("X-Token") != token {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	g.next.ServeHTTP(w, r)
}

func main() {
	http.Handle("/debug/vars", tokenGuard{expvar.Handler()}) // want [guard-bypassed error] "/debug/vars"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
