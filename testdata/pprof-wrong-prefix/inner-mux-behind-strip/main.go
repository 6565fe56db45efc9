// Clean: the inner mux has the right prefix, the outer one strips the rest.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	debug := http.NewServeMux()
	debug.HandleFunc("/debug/pprof/", pprof.Index)
	debug.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	debug.HandleFunc("/debug/pprof/profile", pprof.Profile)
	debug.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	debug.HandleFunc("/debug/pprof/trace", pprof.Trace)
	mux := http.NewServeMux()
	mux.Handle("/admin/", http.StripPrefix("/admin", debug))
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", mux))
}
