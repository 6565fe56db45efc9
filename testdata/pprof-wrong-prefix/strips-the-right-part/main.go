// Clean: what StripPrefix leaves begins with /debug/pprof/.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	mux.Handle("/admin/debug/pprof/", http.StripPrefix("/admin", http.HandlerFunc(pprof.Index)))
	mux.HandleFunc("/admin/debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("/admin/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/admin/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/admin/debug/pprof/trace", pprof.Trace)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", mux))
}
