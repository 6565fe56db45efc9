// Clean: all five, in two functions and with methods.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func more(mux *http.ServeMux) {
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	more(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", mux))
}
