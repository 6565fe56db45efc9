// Clean: what the imports registered is gone. The new mux is a variable's address, not the result of a call.
package main

import (
	"expvar"
	"log"
	"net/http"
	"net/http/pprof"
)

func init() {
	var own http.ServeMux
	http.DefaultServeMux = &own

	http.Handle("GET /debug/vars", expvar.Handler())
	http.HandleFunc("GET /debug/pprof/", pprof.Index)
	http.HandleFunc("GET /debug/pprof/cmdline", pprof.Cmdline)
	http.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	http.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	http.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
}

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
