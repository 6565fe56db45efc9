// Two are made: this machine only has the default mux.
// run: -
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func routes(h http.Handler) *http.ServeMux {
	mux := http.NewServeMux()
	mux.Handle("/debug/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Seen", "yes")
		h.ServeHTTP(w, r)
	}))
	return mux
}

func main() {
	own := http.NewServeMux()
	own.HandleFunc("/debug/version", func(http.ResponseWriter, *http.Request) {})
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:7254", routes(http.DefaultServeMux))) }()
	log.Fatal(http.ListenAndServe(":7255", routes(own)))
}
