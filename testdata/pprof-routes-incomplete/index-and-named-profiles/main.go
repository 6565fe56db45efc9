// The profiles that Index serves anyway are registered, those that it does not are not.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func newMux() *http.ServeMux {
	mux := http.NewServeMux()
	mux.Handle("/debug/pprof/", http.HandlerFunc(pprof.Index)) // want [pprof-routes-incomplete] "profile"
	mux.Handle("/debug/pprof/heap", pprof.Handler("heap"))
	mux.Handle("/debug/pprof/goroutine", pprof.Handler("goroutine"))
	return mux
}

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", newMux()))
}
