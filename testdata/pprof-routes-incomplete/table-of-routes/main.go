// Clean: a table has them all.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	for _, route := range []struct {
		name    string
		handler http.HandlerFunc
	}{
		{"", pprof.Index},
		{"cmdline", pprof.Cmdline},
		{"profile", pprof.Profile},
		{"symbol", pprof.Symbol},
		{"trace", pprof.Trace},
	} {
		mux.HandleFunc("/debug/pprof/"+route.name, route.handler)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", mux))
}
