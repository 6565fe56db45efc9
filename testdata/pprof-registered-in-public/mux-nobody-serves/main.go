// persona: pedantic
// Clean: the mux with the profiles is served by nobody.
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
	log.Fatal(http.ListenAndServe(":8080", public))
}
