// Clean: pprof is linked, the public listener serves another mux, and the default mux
// is served locally only.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type app struct {
	mux *http.ServeMux
}

func (a *app) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.mux.ServeHTTP(w, r) }

func newApp() http.Handler {
	a := &app{mux: http.NewServeMux()}
	a.mux.HandleFunc("/", http.NotFound)
	return a
}

func main() {
	go func() {
		log.Fatal(http.ListenAndServe("localhost:6060", nil))
	}()
	log.Fatal(http.ListenAndServe(":8080", newApp()))
}
