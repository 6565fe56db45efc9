// Clean: the program's own handler picks the profile by its path.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func profiles(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/debug/pprof/cmdline":
		pprof.Cmdline(w, r)
	case "/debug/pprof/profile":
		pprof.Profile(w, r)
	case "/debug/pprof/symbol":
		pprof.Symbol(w, r)
	case "/debug/pprof/trace":
		pprof.Trace(w, r)
	default:
		pprof.Index(w, r)
	}
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", profiles)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", mux))
}
