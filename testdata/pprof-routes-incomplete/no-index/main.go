// Clean: who registers two profiles wants two profiles.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.Handle("/debug/pprof/heap", pprof.Handler("heap"))
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", mux))
}
