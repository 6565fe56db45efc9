// persona: pedantic
// Clean: the mux with the profiles is served locally, the public one has none.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	debug := http.NewServeMux()
	debug.Handle("/debug/pprof/heap", pprof.Handler("heap"))
	public := http.NewServeMux()
	public.HandleFunc("/", http.NotFound)
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:6060", debug)) }()
	log.Fatal(http.ListenAndServe(":8080", public))
}
