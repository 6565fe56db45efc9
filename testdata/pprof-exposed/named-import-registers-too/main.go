// The import is used for a handler on a guarded mux; its init has put the same routes
// on the default mux, which the other listener serves.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	admin := http.NewServeMux()
	admin.HandleFunc("/debug/pprof/", pprof.Index)
	admin.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	admin.HandleFunc("/debug/pprof/profile", pprof.Profile)
	admin.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	admin.HandleFunc("/debug/pprof/trace", pprof.Trace)

	failed := make(chan error)
	go func() { failed <- http.ListenAndServe("127.0.0.1:6060", admin) }()
	http.HandleFunc("/", http.NotFound)
	go func() { failed <- http.ListenAndServe(":8080", nil) }() // want [pprof-exposed] ":8080"
	log.Fatal(<-failed)
}
