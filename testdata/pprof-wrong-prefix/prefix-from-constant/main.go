// The same through a constant and a concatenation; the tail looks right, the head is not.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

const admin = "/admin"

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc(admin+"/debug/pprof/", pprof.Index) // want [pprof-wrong-prefix] "/admin/debug/pprof/"
	mux.HandleFunc(admin+"/debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc(admin+"/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc(admin+"/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc(admin+"/debug/pprof/trace", pprof.Trace)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", mux))
}
